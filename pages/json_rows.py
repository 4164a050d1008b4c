"""Rows of a subquery as one JSON column, so that a page is read with one query on both databases."""

from django.db.models import JSONField, Subquery


class JSONRows(Subquery):
    """`JSONRows(queryset.values(…))`: the rows of a subquery as a list of dicts, in no order that can be relied on."""

    def __init__(self, queryset, **extra):
        super().__init__(queryset, output_field=JSONField(), **extra)
        self.names = [*self.query.values_select, *self.query.annotation_select]

    def as_sqlite(self, compiler, connection, **context):
        pairs = ", ".join(f"'{name}', rows.{connection.ops.quote_name(name)}" for name in self.names)
        template = f"(SELECT json_group_array(json_object({pairs})) FROM (%(subquery)s) rows)"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler, connection, **context):
        template = "(SELECT coalesce(jsonb_agg(to_jsonb(rows)), '[]'::jsonb) FROM (%(subquery)s) rows)"
        return self.as_sql(compiler, connection, template=template, **context)
