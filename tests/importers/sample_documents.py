"""The sample documents of these tests: where they are, and what each is imported as."""

from dataclasses import dataclass
from pathlib import Path

from importers.losses import lost_words
from importers.mapper import outline_of
from importers.reading import read_file

FOLDER = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Sample:
    name: str
    kind: str
    language: str
    title: str

    @property
    def path(self):
        return FOLDER / self.name

    def document(self):
        return read_file(self.path)

    def outline(self):
        return outline_of(self.document(), kind=self.kind, language=self.language, title=self.title)

    def lost(self):
        return lost_words(self.document(), self.outline())


SAMPLES = [
    Sample("nerve-root-injection.en.txt", "procedure", "en", "Nerve root injection"),
    Sample("nerve-root-injection.ar.txt", "procedure", "ar", "حقن جذور الأعصاب"),
    Sample("endoscopic-discectomy.en.txt", "procedure", "en", "Endoscopic discectomy"),
    Sample("spinal-fusion.ar.txt", "procedure", "ar", "تثبيت الفقرات بالمنظار"),
    Sample("vertebroplasty.en.txt", "procedure", "en", "Vertebroplasty"),
    Sample("cataract.ar.html", "procedure", "ar", "عملية المياه البيضاء"),
    Sample("dental-implant.ar.txt", "procedure", "ar", "زراعة الأسنان"),
    Sample("caesarean.ar.md", "procedure", "ar", "الولادة القيصرية"),
    Sample("root-canal.en.md", "procedure", "en", "Root canal treatment"),
    Sample("lasik.en.html", "procedure", "en", "LASIK"),
    Sample("carpal-tunnel.en.txt", "procedure", "en", "Carpal tunnel release"),
    Sample("microdiscectomy.en.html", "procedure", "en", "Microdiscectomy"),
    Sample("teeth-whitening.ar.txt", "procedure", "ar", "تبييض الأسنان"),
    Sample("knee-replacement.en.txt", "procedure", "en", "Knee replacement"),
    Sample("hernia-repair.en.txt", "procedure", "en", "Hernia repair"),
    Sample("varicose-veins.ar.txt", "procedure", "ar", "علاج الدوالي بالليزر"),
    Sample("gallbladder.en.txt", "procedure", "en", "Laparoscopic gallbladder removal"),
    Sample("gastric-sleeve.ar.txt", "procedure", "ar", "تكميم المعدة"),
    Sample("septoplasty.en.txt", "procedure", "en", "Septoplasty"),
    Sample("cochlear-implant.en.html", "procedure", "en", "Cochlear implant"),
    Sample("liposuction.ar.html", "procedure", "ar", "شفط الدهون"),
    Sample("tonsillectomy.en.md", "procedure", "en", "Tonsillectomy"),
    Sample("plasma-injections.ar.txt", "procedure", "ar", "حقن البلازما للشعر"),
    Sample("gastric-balloon.en.html", "procedure", "en", "Gastric balloon"),
    Sample("colonoscopy.en.txt", "procedure", "en", "Colonoscopy"),
    Sample("braces.en.md", "procedure", "en", "Braces"),
    Sample("varicose-veins.en.html", "article", "en", "Varicose veins"),
    Sample("sciatica.en.md", "article", "en", "Sciatica"),
    Sample("tennis-elbow.ar.html", "article", "ar", "مرفق التنس"),
]
BY_NAME = {sample.name: sample for sample in SAMPLES}


def outline(name):
    """The outline of a sample document."""
    return BY_NAME[name].outline()
