"""What headings mean: one table of wordings in English and Arabic. A new wording is a new line here.

A wording is folded (case, hamza, taa marbuta and marks do not count) and its words are looked for in the heading in
this order; wordings are parted by semicolons and lines. `a/b` is either word, `…` any words or none, `^` the
heading's beginning, `$` its end. Arabic words are written without the article; و ف ب ل ك and ال before them, and
pronouns after them, do not count.

DECISIVE wordings win over NAMED ones, which name the section's subject; then come the ASKED ones, which only ask for
it, and OPENING ones, which open almost anything. Among equals the one that stands first in the heading wins.
"""

DECISIVE, NAMED, ASKED, OPENING = 3, 2, 1, 0

# fmt: off
TABLE = (
    ("comparison", DECISIVE, """
        difference/differences/distinguish between; differences; what … difference; how … differ/different; vs; versus; compared to/with
        comparison; comparing; which … better
        فرق/فروق/فروقات/اختلاف/اختلافات بين; فرق/فروق/فروقات; مقارنة; مقارنة بين; ايهما/ايهم افضل/احسن/انسب
        ما يميز … عن
        يختلف/تختلف … عن
    """),
    ("if_nothing_is_done", DECISIVE, """
        if … untreated/nothing/delay/delayed/ignored/wait; if … not treated/treat; left untreated; without treatment
        risks/dangers/consequences/complications/effects of delaying/delay/ignoring/neglecting/postponing/waiting
        risks/dangers/consequences/complications of not treating/having; no treatment; delaying treatment/surgery
        why … not wait/delay; if you do not have; not having
        ماذا/ما … عدم/اهمال/تاخير/تاخر/تجاهل/تاجيل/تركت/ترك; ماذا/ما … لم … علاج/تعالج/يعالج/اجرا/تخضع/تجر
        مخاطر/مضاعفات/اضرار/خطورة/نتائج/عواقب عدم/اهمال/تاخير/تاخر/تجاهل/تاجيل/ترك; حالة عدم علاج/اجرا
        عواقب/خطورة تاخير/اهمال; بدون/دون علاج; عدم علاج; لم … علاج/تعالج/يعالج
    """),
    ("not_candidates", DECISIVE, """
        contraindications; contraindicated; contra indications; who … not/avoid/cannot
        when … not recommended/suitable/advised/possible/appropriate
        not suitable/recommended/advised/candidates/candidate/eligible/appropriate for
        not/unsuitable candidate/candidates
        not … suitable/candidate/candidates; ^ not suitable/recommended/advised $; unsuitable for; when to avoid
        موانع; من لا يناسب/يمكن/تناسب/يصلح/ينصح/يستطيع/تصلح; لا يناسب/تناسب/تصلح/يصلح/ينصح/يمكن/يجوز/يفضل
        لا تجرى/تجري/يجرى/يجري; غير مناسب/مناسبة/مناسبين/مرشحين/مرشحون/مؤهلين/مؤهلون/ملائمة; ممنوع/ممنوعون/ممنوعين/يمنع
        محظورات/محاذير; فئات/حالات ممنوعة/ممنوع; متى يمنع/تمنع/يتجنب
    """),
    ("urgent", DECISIVE, """
        urgent; urgently; emergency/emergencies; go to … emergency/hospital/er; call … ambulance
        seek immediate/urgent/emergency; immediate … attention/help/care
        when … emergency/hospital/er/ambulance/immediately/urgently; warning signs; danger signs; red flags
        alarming symptoms/signs
        متى … طوارئ/مستشفى/مستشفي/اسعاف/فورا; طوارئ; حالات/حالة طارئة; اسعاف
        علامات/اعراض/علامة خطر/خطيرة/خطورة/تحذيرية/تحذير/انذار/مقلقة/مستعجلة; توجه/اذهب/يتوجه … فورا/مستشفى/مستشفي
        رعاية عاجلة/فورية/طارئة; مستشفى/مستشفي فورا
    """),
    ("call_us_if", DECISIVE, """
        when … call/contact/see/visit/consult/tell/ring/phone … us/doctor/clinic/surgeon/team
        when … call/contact/see/visit/consult/tell … dentist/provider/specialist/physician/gp
        ^ call/contact/ring us/your/the … if/when; call/contact us if
        call/contact/see your/the doctor/surgeon/dentist/clinic; when to seek/get medical/help/advice/care
        when … call/get/ask … help; when … seek … help/advice/care/attention
        متى … تتصل/اتصل/تراجع/اراجع/تزور/ازور/تستشير/استشير/مراجعة
        متى … زيارة/استشارة/اتصال/تواصل/يراجع/تتواصل/تستشيري/تراجعي/تتصلي
        اتصل/تواصل/راجع/استشر/راجعي/اتصلي/استشيري … اذا/عند; ضرورة/وجوب مراجعة/استشارة
        تستدعي/تستوجب/تستلزم مراجعة/زيارة/استشارة/اتصال
    """),
    ("recovery", DECISIVE, """
        what to expect after; what happens after
        tips/steps/instructions/advice/guidelines/care/precautions/recommendations … after/recovery/healing
        instructions following; return/returning/back to work/activity/activities/sport/exercise/normal; life after
        eating after
        نصائح/تعليمات/ارشادات/توصيات/احتياطات/عناية/رعاية/اهتمام/متابعة … بعد; ماذا … بعد; ما … يحدث/تتوقع/يجب … بعد
        عودة الى عمل/حياة/نشاط/رياضة/ممارسة; متى … عودة/اعود/يعود/تعود
    """),
    ("preparation", DECISIVE, """
        what to expect/know/do/ask before; what … should … before
        tips/instructions/advice/guidelines/tests/precautions/steps … before; preparing … for; how … prepare
        نصائح/تعليمات/ارشادات/توصيات/احتياطات/فحوصات/فحوص/تحاليل … قبل; ماذا … قبل; ما … يجب/تتوقع … قبل
        فحوصات/فحوص/تحاليل … مطلوبة/لازمة/ضرورية
    """),
    ("questions", DECISIVE, """
        faq/faqs; f a q; q a; frequently asked; questions answers; common/popular/top/usual questions
        commonly/most asked
        people also ask; patients/people/patient … ask; questions; your questions
        اسئلة/اسئله شائعة/متكررة/متداولة/مكررة/هامة/مهمة; اكثر اسئلة; اسئلة; اسئلة اجوبة; سؤال جواب; س ج
        استفسارات/تساؤلات
        يسأل/يسال … مرضى/كثيرون/كثير
    """),
    ("disclaimer", DECISIVE, """
        disclaimer; medical notice; legal notice
        اخلاء مسؤولية; اخلاء طرف; تنويه/تنبيه طبي/هام/مهم; ^ تنويه $; ^ تنبيه $
    """),
    ("sources", DECISIVE, """
        ^ references $; ^ sources $; ^ medical/scientific references/sources $; ^ references and/or sources/further $
        ^ bibliography $
        ^ مراجع $; ^ مصادر $; ^ مصادر مراجع $; ^ مراجع مصادر $; ^ مراجع/مصادر طبية/علمية $
    """),
    ("cost", NAMED, """
        cost/costs; price/prices/pricing; fee/fees; how much; affordable
        تكلفة/تكاليف/كلفة; سعر/اسعار/اثمان/ثمن; كم … تكلف/سعر/ثمن; بكم
    """),
    ("alternatives", NAMED, """
        alternative/alternatives; other/non/treatment/different … options; other treatments/ways/methods/therapies
        options … besides/instead; instead of surgery
        بديل/بدائل/بديلة; خيارات/طرق/علاجات/حلول/وسائل … اخرى/اخري/مختلفة/غير/متاحة; خيارات علاج; طرق علاج
    """),
    ("risks", NAMED, """
        risk/risks; complication/complications; side effect/effects; adverse effects/events/reactions
        disadvantage/disadvantages; drawbacks/downsides/cons; danger/dangers; is/are … safe/dangerous/risky; how safe
        خطر/مخاطر/خطورة/اخطار; مضاعفة/مضاعفات; اثار/اعراض/تاثيرات جانبية; اثار سلبية; ضرر/اضرار; عيب/عيوب; سلبيات
        هل … امن/امنة/خطير/خطيرة/خطر; مدى امان
    """),
    ("benefits", NAMED, """
        benefit/benefits; advantage/advantages; pros; why choose; what … gain
        فائدة/فوائد; ميزة/مميزات/مزايا/ميزات; ايجابيات; لماذا تختار/نختار/يختار/يفضل/تختارين/تفضل
    """),
    ("candidates", NAMED, """
        candidate/candidates/candidacy; eligible/eligibility; who … suitable/qualify/qualifies/benefit/benefits/eligible
        suitable for; right for you/me/everyone; ^ suitable $
        مرشح/مرشحون/مرشحين/مرشحة/مرشحات; من يستطيع/يحق; من … مناسب/مناسبون/مناسبين; من … يناسب/تناسب/يمكن/يصلح/يستفيد/تصلح
        لمن تناسب/يناسب/تصلح/توصف/ينصح/تجرى
        هل … مناسب/مناسبة/تناسب/يناسب; تناسب/يناسب; شروط; فئات … مناسبة/مستهدفة/مستفيدة; حالات مناسبة
        ^ مناسب/مناسبون/مناسبين $; مؤهل/مؤهلون/مؤهلين
    """),
    ("indications", NAMED, """
        indication/indications; indicated; uses; conditions/diseases/problems/disorders … treated/treat/treats/treating
        conditions that; reasons for/to/why; signs/symptoms … need/needs/require/requires
        دواع/دواعي; حالات/اعراض/علامات/امراض … تستدعي/تستلزم/تتطلب/تحتاج/تعالج/يعالج/تستخدم/يستخدم/توجب/تستوجب/تستعمل
        سبب/اسباب/مبررات/اهداف … اجرا/لجو/عملية/جراحة/حقن/خضوع/زراعة/تركيب/خلع/استئصال/قسطرة/استخدام/علاج/عمل
        استخدامات/استعمالات/استطبابات; حالات … يعالج/تعالج; امراض/حالات تعالج; ^ حالات $
    """),
    ("how_it_works", NAMED, """
        mechanism/principle of action; mechanism; how … works; mode of action
        الية; الية عمل; فكرة/مبدا عمل; فكرة/مبدا … عملية/تقنية/علاج
    """),
    ("steps", NAMED, """
        steps; stages/phases of; step by step; surgical/operative/injection technique; procedure details
        during … procedure/surgery/operation/treatment/injection/session/delivery/test/exam/examination/scan; the day of; day of
        what happens during/on/in; what to expect during/on
        خطوة/خطوات; مرحلة/مراحل; طريقة/طرق/كيفية … اجرا/عمل/تنفيذ/حقن/تركيب; طريقة/طرق عملية/جراحة
        اثنا … عملية/جراحة/اجرا/جلسة/حقن/ولادة/فحص/علاج; ماذا … اثنا/خلال/يوم; ما … يحدث … اثنا/خلال; يوم عملية/جراحة
    """),
    ("results", NAMED, """
        result/results; success rate/rates; success; outcome/outcomes; effectiveness; efficacy; how effective/successful
        prognosis; how long … last/lasts/effect; how soon … work/improve/feel
        نجاح; نسبة/نسب/معدل/معدلات نجاح; نتيجة/نتائج; فعالية/فاعلية; هل … ناجح/ناجحة/فعال/فعالة; مدى فعالية/نجاح/فاعلية
        كم/متى … يدوم/تدوم/يستمر/مفعول/تظهر/يظهر
    """),
    ("recovery", NAMED, """
        recover/recovery/recovering; recuperation; healing; rehabilitation; aftercare; after care; postoperative/postop
        post operative/op/procedure/surgery/treatment/injection; downtime
        تعافي/تعاف; نقاهة; شفا; تاهيل; التئام
    """),
    ("preparation", NAMED, """
        prepare/preparation/preparations/preparing; preoperative/preop; pre operative/op/procedure/surgery
        get/getting ready
        استعداد/استعدادات; تحضير/تحضيرات/تحضر; تجهيز/تجهيزات; تهيئة; تستعد/استعد
    """),
    ("recovery", ASKED, """
        ^ after
        ^ ما بعد; ^ بعد; ^ مرحلة/فترة/حياة … بعد
    """),
    ("preparation", ASKED, """
        ^ before
        ^ ما قبل; ^ قبل; ^ مرحلة قبل
    """),
    ("comparison", ASKED, """
        better than
        افضل من; ام … افضل
    """),
    ("indications", ASKED, """
        when … recommended/needed/necessary/required/used/performed/done
        ^ purpose; when … considered/indicated/advised/appropriate/need/needs/resort
        when should/do/to … have/consider/get/need/choose; when to have/consider/use
        why … done/performed/used/needed/recommended/necessary/need/have/given/carried/undergo; what … used for
        what … treat/treats; who needs/need; do i need
        متى … نلجا/يلجا/تلجا/لجو/تحتاج/يحتاج/احتاج/ينصح/يوصى/يوصي
        متى … تجرى/يجرى/تجري/يجري/تستخدم/يستخدم/نستخدم/تكون/يتم/يجب/تتم/تحتاجين/ننصح/يكون/توصف/يفضل
        متى اجرا; لماذا … تجرى/يجرى/تجري/يجري/تستخدم/يستخدم/نلجا/يلجا/يتم/تتم/تحتاج/يحتاج/نحتاج/ينصح; من يحتاج
        فيما/فيم/ماذا … تستخدم/يستخدم/تعالج/يعالج; ما … تستخدم/يستخدم/تعالج/يعالج
    """),
    ("how_it_works", ASKED, """
        how does/do … work/help/relieve/treat/act; how … work; how … help/helps
        كيف يعمل/تعمل/يساعد/تساعد/يؤثر/تؤثر/يعالج/تعالج/تخفف/يخفف; كيف … يعمل/تعمل/مفعول
    """),
    ("steps", ASKED, """
        how … performed/done/administered/carried/given/placed/inserted/delivered/conducted/made/take/takes
        how do/does … perform/do/carry; ^ procedure $; ^ operation $; ^ technique $
        كيف يتم/تتم/تجرى/يجرى/تجري/يجري/نجري/يعطى/تعطى/نقوم/يقوم/تحدث/نعمل/تعمل/يعملون/ينفذ/تنفذ; كيف اجرا; كيفية
    """),
    ("candidates", ASKED, """
        who can/should/may/is/are; who
        من هم/هو/هي … يمكن/الذين; من يمكن; لمن; هل يمكن … لجميع/للجميع; هل تصلح/يصلح
    """),
    ("questions", ASKED, """
        ask … doctor
    """),
    ("lead", OPENING, """
        ^ introduction $; ^ intro $; ^ summary $; ^ in brief $; ^ at a glance $
        ^ مقدمة $; ^ تمهيد $; ^ ملخص $; ^ باختصار $; ^ نبذة مختصرة $
    """),
    ("what_it_is", OPENING, """
        ^ what is/are/does; ^ what s; what … mean/means/meant; what it is; definition; define/defining; overview
        introduction; ^ about; ^ understanding; ^ all about
        ^ ما هي/هو/هى/هم; ^ ماهي/ماهو/ماهى; ما معنى/معني; ماذا تعني/يعني/نعني/يقصد/تعرف; ما المقصود; مقصود ب; تعريف
        مفهوم
        نبذة; نظرة عامة; مقدمة; لمحة; تعرف على; ^ عن; ^ حول
    """),
)
# fmt: on
