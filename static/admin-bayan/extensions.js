// What the rich text editor does otherwise than it comes: links that are kept as data, and tables without a dialog.
import { Link, Table as BaseTable, TableHeader as BaseTableHeader } from "django-prose-editor/editor";
import { chooseLink } from "bayan/link-dialog";

const SAFE = /^(https?|mailto|tel):/i;

// Keeps <a data-page="17" data-part="risks">, of which tiptap's own knows nothing, beside <a href>.
export const PageLink = Link.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      search: "",
      defaultProtocol: "https",
      isAllowedUri: (address) => !address || SAFE.test(address),
      shouldAutoLink: (address) => /^https?:/i.test(address),
    };
  },

  inclusive: false, // what is typed beside a link is not of it

  addAttributes() {
    return { href: { default: null }, "data-page": { default: null }, "data-part": { default: null } };
  },

  parseHTML() {
    return [{ tag: "a[data-page]" }, ...this.parent()];
  },

  renderHTML({ HTMLAttributes }) {
    const { href, ...page } = HTMLAttributes;
    return page["data-page"] ? ["a", page, 0] : this.parent({ HTMLAttributes });
  },

  addMenuItems({ menu, buttons }) {
    this.parent({ menu, buttons });
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "link"),
      active: (editor) => editor.isActive("link"),
      command: (editor) => editor.commands.addLink(),
    });
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        ask(editor, this.name, this.options);
        return true;
      },
    };
  },
});

async function ask(editor, name, { search }) {
  const { state } = editor, { from, to, empty } = state.selection;
  const link = editor.isActive(name) ? editor.getAttributes(name) : null;
  const chosen = await chooseLink({
    search,
    words: state.doc.textBetween(from, to, " "),
    current: link && { href: link.href, page: link["data-page"], part: link["data-part"] },
    languages: [editor.view.dom.lang],
  });
  editor.view.focus(); // at once: tiptap's own waits for a frame, in which somebody may type
  if (!chosen) return;
  const chain = editor.chain();
  if (link) chain.extendMarkRange(name);
  if (chosen.remove) return chain.unsetMark(name).setMeta("preventAutolink", true).run();
  const attributes = chosen.page
    ? { href: null, "data-page": String(chosen.page), "data-part": chosen.part || null }
    : { href: chosen.href, "data-page": null, "data-part": null };
  if (link || !empty) return chain.setMark(name, attributes).run();
  const text = chosen.page ? (chosen.name ?? chosen.title).text : chosen.href.replace(/^(mailto|tel):/, "");
  return chain.insertContent({ type: "text", text, marks: [{ type: name, attrs: attributes }] }).run();
}

export const Table = BaseTable.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions: () => ({ commands }) => commands.insertTable({ rows: 3, cols: 3, withHeaderRow: true }),
    };
  },
});

export const TableHeader = BaseTableHeader.extend({
  addAttributes() {
    return { ...this.parent?.(), scope: { default: null } };
  },
});
