# Before the review: words that could show who somebody is, one by one. Nothing is changed unasked.

clue-progress = <i>{ $left ->
    [1] آخر شيء نراجعه
    [2] بقي شيئان نراجعهما
    [few] بقيت { $left } أشياء نراجعها
   *[other] بقي { $left } شيئًا نراجعها
}</i>
clue-where = كتبت هذا في «{ $label }».
clue-link = <b>في نصك رابط صفحة أو حساب:</b> <code>{ $words }</code>
clue-email = <b>في نصك بريد إلكتروني:</b> <code>{ $words }</code>
clue-phone = <b>في نصك رقم هاتف:</b> <code>{ $words }</code>
clue-handle = <b>في نصك اسم حساب:</b> <code>{ $words }</code>
clue-name = <b>يبدو أن في نصك اسمك:</b> <code>{ $words }</code>
clue-address = <b>في نصك عنوان:</b> <code>{ $words }</code>
clue-postcode = <b>في نصك رمز بريدي كامل:</b> <code>{ $words }</code>
clue-plate = <b>في نصك رقم لوحة سيارة:</b> <code>{ $words }</code>
clue-what-to-do =
    سيراه الموظفون. إذا كان عنك، فقد يدل على من أنت.
    ماذا نفعل به؟

# What stands in the text in place of the hidden words. Staff read it.
clue-hidden-link = [رابط]
clue-hidden-email = [بريد إلكتروني]
clue-hidden-phone = [رقم هاتف]
clue-hidden-handle = [اسم حساب]
clue-hidden-name = [اسم]
clue-hidden-address = [عنوان]
clue-hidden-postcode = [رمز بريدي]
clue-hidden-plate = [رقم لوحة]

clue-hidden = أُخفي. لم يعد في هذه الإجابة. رسالتك أنت تبقى في هذه المحادثة حتى تخفي المحادثة.

button-hide-clue = أخفِه
button-keep-clue = اتركه
button-change-words = غيّر نصي
button-keep-all-clues = اتركها كلها
