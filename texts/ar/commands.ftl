# The command menu (60 characters at most) and what people read before they press Start.

command-start = الشاشة الأولى
command-report = أخبرنا بما حدث
command-case = العودة برمز بلاغ
command-tips = نصائح للسلامة
command-help-now = بمن تتصل
command-privacy = ما نحتفظ به، وإلى متى
command-language = تغيير اللغة
command-hide = مسح هذه المحادثة
command-delete = محو ما نحتفظ به عنك
command-cancel = إيقاف بلاغك
command-help = ما يمكنك فعله هنا

# 512 characters at most.
bot-description =
    هل تعرضت لإساءة أو اعتداء بسبب هويتك؟ هل رأيت ذلك يحدث؟ أخبرنا هنا. يستغرق الأمر نحو ثلاث دقائق.

    لا يلزم أن تقول من أنت. من يقرأون بلاغك لا يرون اسمك ولا رقمك ولا حسابك. تيليغرام نفسه يرى أنك تكتب هنا.

    هل أنت في خطر الآن؟ اتصل على 999. هذه ليست خدمة طوارئ.
# 120 characters at most.
bot-short-description = أبلغ عن الإساءة من دون أن تقول من أنت. نصائح وأرقام مفيدة. في خطر الآن؟ اتصل على 999.
