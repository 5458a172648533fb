# The first screen, what it means that Telegram sees, help, and the buttons that are everywhere.

menu-welcome =
    <b>أخبرنا بما حدث. لا يلزم أن تقول من أنت.</b>
    { $organisation } تقرأ البلاغات. من يعملون هناك لا يرون اسمك ولا رقمك ولا حسابك.
    تيليغرام نفسه يرى أنك تكتب هنا.

    هل أنت في خطر الآن؟ اتصل على
    <b>999</b>
menu-what-it-means-button = ماذا يرى تيليغرام
menu-what-it-means =
    <b>من يرى ماذا</b>
    <b>من يقرأون البلاغات:</b> إجاباتك، واليوم الذي وصلت فيه والوقت التقريبي منه. لا يرون اسمك ولا رقمك ولا حسابك.
    <b>تيليغرام:</b> كل شيء: حسابك، وأنك تكتب إلى هذا البوت، وما تكتبه.
    <b>من يمسك هاتفك:</b> هذه المحادثة، حتى تخفيها. البلاغ الذي لم يُرسل يبقى: الأمر /start يعيدك إليه.
    <b>الشرطة:</b> قد تطلب من تيليغرام أو منا معرفة شخص إذا رأت أن حياة إنسان في خطر. مع رمز البلاغ لا نحتفظ بأي شيء يربط بلاغًا مرسلًا بك.

    <b>لتقليل الخطر</b>
    • لا تكتب أسماء أو تفاصيل لا يعرفها غيرك.
    • اضغط «إخفاء المحادثة» عندما تنتهي. ثم احذف المحادثة من تيليغرام أيضًا.
    • أخفِ رقم هاتفك في إعدادات تيليغرام.

    لتقول ما تعرفه من دون أي أثر يدل عليك، هناك كرايم ستوبرز، وهي جمعية خيرية وليست الشرطة:
    <b>{"\u2066"}0800 555 111{"\u2069"}</b>
    crimestoppers-uk.org
menu-help =
    <b>ما يمكنك فعله هنا</b>
    /report – أخبرنا بما حدث
    /case – العودة برمز بلاغ
    /tips – نصائح للسلامة
    /help_now – بمن تتصل
    /privacy – ما نحتفظ به، وإلى متى
    /language – تغيير اللغة
    /hide – مسح هذه المحادثة
    /delete – محو ما نحتفظ به عنك
    /cancel – إيقاف بلاغك
    /start – الشاشة الأولى

    هذا البوت ليس خدمة طوارئ. هل أنت في خطر الآن؟ اتصل على
    <b>999</b>

cancel-nothing = لا يوجد بلاغ مفتوح، فلا شيء لإيقافه.
unknown-command = لا نعرف هذا الأمر. الأزرار أدناه تعمل، والأمر /help يعرض كل الأوامر.

## Buttons that are everywhere

button-back = → رجوع
button-skip = تخطٍّ
button-not-sure = لست متأكدًا
button-continue = متابعة
button-done = انتهيت
button-check-and-send = المراجعة والإرسال
button-emergency = 🆘 في خطر؟
button-tips = نصائح للسلامة
button-hide = إخفاء المحادثة
button-stop = توقف
button-more = خيارات أخرى
button-fewer = الخيارات الأولى
button-send-report = إرسال البلاغ
button-change = ✎ { $label }
button-keep-draft = احتفظ به لوقت لاحق
button-delete-draft = احذفه
button-send-what-i-have = أرسل ما كتبته
button-resume = متابعة بلاغي
button-start-over = البدء من جديد
button-menu = الشاشة الأولى
button-safe-continue = أنا في أمان الآن، متابعة
button-back-to-report = العودة إلى بلاغي
button-another-tip = نصيحة أخرى
button-next-tip = النصيحة التالية ←
button-previous-tip = → النصيحة السابقة
button-share-tip = مشاركة هذه النصيحة
button-all-topics = كل المواضيع
button-what-staff-see = ما سيراه الموظفون
button-more-questions = الإجابة عن أسئلة أخرى
button-back-to-review = العودة إلى إجاباتي
button-start = ابدأ
button-short-way = قلها في رسالة واحدة
button-contacts-before = → الأرقام السابقة
button-contacts-after = أرقام أخرى ←
button-who-to-call = بمن أتصل؟
button-report = الإبلاغ عن شيء
button-write-anew = اكتبه من جديد
button-report-with-this = ابدأ بلاغًا بهذا
button-add-to-report = إضافة إلى بلاغي
button-not-now = ليس الآن
button-delete-everything = امحُ كل ذلك
button-privacy = ما نحتفظ به
