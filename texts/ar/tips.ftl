# The safety tips' topics; the tips themselves are in the folder tips.

tips-title =
    <b>نصائح للسلامة</b>
    عن أي شيء؟
tips-topic-out-and-about = السلامة خارج البيت
tips-topic-abused = إذا أساء إليك أحد
tips-topic-online = السلامة على الإنترنت
tips-topic-schools-and-workplaces = المدارس وأماكن العمل
tips-topic-community = إظهار المساندة
tips-topic-bystander = إذا رأيت ذلك يحدث
tips-topic-writing-it-down = تدوين ما حدث
tips-topic-why-report = لماذا تُبلغ
tips-topic-without-police = الإبلاغ من دون الشرطة
tips-topic-support = الحصول على الدعم
tips-topic-law-and-policy = تغيير القانون والقواعد المحلية
