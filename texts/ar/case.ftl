# Coming back to a case: the code, how it stands, writing to staff, deleting it, a proof.

case-news = <b>لديك تحديث.</b>
button-open-case = افتحه

## The code

button-case = عندي رمز بلاغ
case-enter-code =
    <b>اكتب رمز بلاغك</b>
    فيه 16 حرفًا ورقمًا، مثل {"\u2066"}K7QM-29XD-4TPB-W3HZ{"\u2069"}. لا تهم الأحرف الكبيرة ولا الشرطات.
    نحذف رسالتك التي فيها الرمز من هذه المحادثة.
button-case-of = بلاغ { $day }
case-code-slip =
    <b>في هذا الرمز خطأ</b>
    في الرمز 16 حرفًا ورقمًا. انظر إليه مرة أخرى واكتبه من جديد.
case-code-unknown =
    <b>لا يوجد بلاغ بهذا الرمز</b>
    ربما حُذف في يومه، أو سُحب. انظر إلى الرمز مرة أخرى واكتبه من جديد.
case-code-too-many =
    <b>رموز كثيرة لا تناسب</b>
    انتظر عشر دقائق، ثم اكتب رمزك من جديد. لم يحدث شيء لبلاغك.
case-gone =
    <b>لم يعد هذا البلاغ موجودًا.</b>
    حُذف. لم تبقَ كلماتك هنا.

## How it stands

case-stays-open = يبقى مفتوحًا في هذه المحادثة { $minutes } دقيقة بعد آخر ضغطة لك. يغلقه «إخفاء المحادثة» و«الشاشة الأولى».
button-another-code = رمز آخر
case-title = <b>بلاغك في { $day }{ $pages ->
    [1] {""}
   *[other] ، الصفحة { $page } من { $pages }
}</b>
case-deletion-day = نحذف البلاغ في { $day }.
case-held = لا يُحذف البلاغ الآن: رأى اثنان من العاملين هنا أن القانون يطلب إبقاءه. ما زلت تستطيع أن تحذفه بنفسك.
case-how-to-write = لتضيف شيئًا أو لتجيب، اكتبه هنا. يمكنك أن ترسل صورًا وملفات أيضًا.
timeline-line = <i>{ $day }</i>
    { $words }
timeline-received = وصلنا بلاغك.
timeline-release = قرأه شخص ومرره إلى الفريق.
timeline-decline = { $choice ->
    [not-for-us] قرأه شخص. ليس شيئًا يمكننا العمل عليه. تجد في «بمن أتصل؟» من قد يستطيع.
    [test] قرأه شخص وظن أنه تجربة.
    [duplicate] قرأه شخص. كان عندنا بلاغ عن الشيء نفسه، ونحتفظ بهما معًا.
   *[other] قرأه شخص. لا نستطيع أن نتابعه.
}
timeline-take-back = ينظر فيه شخص مرة أخرى.
timeline-claim = يعمل عليه شخص الآن.
timeline-close = { $choice ->
    [advice-given] انتهى العمل عليه: هناك نصيحة لك.
    [referred] انتهى العمل عليه: أُحيل إلى خدمة أخرى.
    [passed-to-police] انتهى العمل عليه: سُلّم إلى الشرطة من دون حسابك.
    [recorded] انتهى العمل عليه: نحتفظ به في السجل.
   *[other] انتهى العمل عليه. لم يكن بالإمكان أكثر من ذلك.
}
timeline-reopen = فُتح من جديد.
timeline-letter = <b>من العاملين هنا:</b>
timeline-reporter-added = كتبتَ:
timeline-reporter-attached = أضفت ملفًا: { $kind }.
timeline-reporter-cut = تخليت عن أن نصل إليك.
button-story-before = → ما قبله
button-story-after = ما بعده ←

## Writing to staff

case-confirm-words =
    <b>هل نرسل هذا إلى العاملين هنا؟</b>
    يقرؤونه مع بلاغك. لا يرون من أنت.
button-send-to-staff = أرسله
button-send-as-it-is = أرسله كما هو
button-hide-and-send = أخفِ ذلك وأرسل
button-do-not-send = لا ترسله
case-words-sent = أُرسل.

## Adding files

case-offer-files =
    <b>{ $count ->
        [one] هل نضيف هذا إلى بلاغك؟
        [two] هل نضيف هذين الملفين إلى بلاغك؟
       *[other] هل نضيف هذه الملفات ({ $count }) إلى بلاغك؟
    }</b>
    لا نحمّل شيئًا ولا نرسله قبل أن توافق. لا نخبر الموظفين من أنت.
case-words-under-files = جاءت معه كلمات. لن تُضاف. لترسلها، اكتبها هنا.
button-add-to-case = إضافة إلى هذا البلاغ
case-files-taken = يجري تنظيف ما أرسلته. ثم يصل إلى الموظفين.
case-is-over = انتهى العمل على هذا البلاغ، فلا يمكن إضافة شيء إليه. في الخطر اتصل بالرقم 999. يبدأ «الإبلاغ عن شيء» بلاغًا جديدًا.
case-takes-no-words =
    <b>لم تُرسل كلماتك.</b>
    انتهى العمل على هذا البلاغ، فلا يمكن إضافة شيء إليه.

    هل أنت في خطر الآن؟ اتصل على <b>999</b>.
    يبدأ «الإبلاغ عن شيء» بلاغًا جديدًا.
case-takes-no-files = انتهى العمل على هذا البلاغ، فلا يمكن إضافة ملف إليه.
case-cut-files = والملف الذي لم يجهز بعد لا يُضاف عندئذ.

## Deleting, cutting, proving

button-withdraw = احذف هذا البلاغ
case-withdraw =
    <b>هل نحذف هذا البلاغ؟</b>
    يُحذف كله: من هنا فورًا، ومن محادثات الموظفين { $delay_minutes ->
        [0] فورًا
        [one] خلال دقيقة واحدة، كي يصعب أن يعرفك أحد من الوقت
        [two] خلال دقيقتين، كي يصعب أن يعرفك أحد من الوقت
        [few] خلال { $delay_minutes } دقائق، كي يصعب أن يعرفك أحد من الوقت
       *[other] خلال { $delay_minutes } دقيقة، كي يصعب أن يعرفك أحد من الوقت
    }. ثم يُخبر الموظفون بأنه سُحب. لا يمكن التراجع عن هذا.
button-withdraw-surely = نعم، احذفه
case-withdrawn =
    <b>حُذف.</b>
    لم تبقَ كلماتك هنا. وتُزال من محادثات الموظفين { $delay_minutes ->
        [0] الآن
        [one] خلال دقيقة واحدة
        [two] خلال دقيقتين
        [few] خلال { $delay_minutes } دقائق
       *[other] خلال { $delay_minutes } دقيقة
    }. قد يتذكر الموظفون ما قرؤوه. يقول /privacy ما يبقى مدةً في نسخ مقفلة.
button-cut = لا تخبرني هنا بعد الآن
case-cut =
    <b>هل نتوقف عن الوصول إليك في هذه المحادثة؟</b>
    ننسى الطريق إلى هذه المحادثة. يتابع العاملون هنا البلاغ، ولا يستطيعون أن يسألوك شيئًا آخر. ولا يمكنك أن تعود إليه.
button-cut-surely = نعم، انسوا الطريق
case-cut-done =
    <b>تم.</b>
    لم يعد شيء يقود من البلاغ إلى هذه المحادثة.
button-proof = إثبات الاستلام
case-proof =
    <b>إثبات الاستلام</b>
    <code>{ $proof }</code>

    يثبت أن { $organisation } استلمت بلاغًا في { $day }. لا يقول أي بلاغ هو، ولا ما فيه. من تريه هذا الإثبات يمكنه أن يسأل { $organisation } إن كان صحيحًا.
button-copy-proof = انسخ الإثبات
button-back-to-case = عودة إلى البلاغ
