// The messenger's own words on the phone, in the language of the person who holds it. The bot's
// words never come from here: it speaks for itself. English stands in where a language is missing.

const KEYS = [
  "bot", "menu", "start", "restart", "placeholder", "whatCan", "today", "yesterday", "typing", "chats",
  "photo", "video", "file", "location", "contact", "voice", "camera", "cancel", "send", "open",
  "openLink", "ok", "copied", "edited", "unlock", "now", "reply", "copy", "edit", "remove",
  "forward", "block", "lock", "live", "caption", "guarded", "attach", "showMore", "forwardedFrom", "back",
  "others", "videoNote", "sticker", "venue", "poll", "story", "paidMedia", "checklist", "dice", "styled",
];

const TABLE = {
  en: [
    "bot", "Menu", "Start", "Restart", "Message", "What can this bot do?", "Today", "Yesterday", "typing…", "Chats",
    "Photo", "Video", "File", "Location", "Contact", "Voice message", "Sample picture", "Cancel", "Send", "Open",
    "Open this link?", "OK", "Copied", "edited", "Swipe up to open", "now", "Reply", "Copy", "Edit", "Delete",
    "Forward a message", "Stop and block bot", "Lock the phone", "Live location", "Add a caption", "Copying is not allowed here", "Attach", "Show all", "Forwarded from", "Back",
    "Other kinds", "Video message", "Sticker", "Place with a name", "Poll", "Story", "Paid content", "Checklist", "Dice", "Words with links and names",
  ],
  pl: [
    "bot", "Menu", "Start", "Uruchom ponownie", "Wiadomość", "Co potrafi ten bot?", "Dzisiaj", "Wczoraj", "pisze…", "Czaty",
    "Zdjęcie", "Wideo", "Plik", "Lokalizacja", "Kontakt", "Wiadomość głosowa", "Przykładowe zdjęcie", "Anuluj", "Wyślij", "Otwórz",
    "Otworzyć ten link?", "OK", "Skopiowano", "edytowano", "Przesuń w górę, aby otworzyć", "teraz", "Odpowiedz", "Kopiuj", "Edytuj", "Usuń",
    "Przekaż wiadomość", "Zatrzymaj i zablokuj bota", "Zablokuj telefon", "Lokalizacja na żywo", "Dodaj podpis", "Kopiowanie jest tu wyłączone", "Załącz", "Pokaż całość", "Przekazano od", "Wstecz",
    "Inne rodzaje", "Wiadomość wideo", "Naklejka", "Miejsce z nazwą", "Ankieta", "Relacja", "Płatna treść", "Lista zadań", "Kostka", "Słowa z linkami i nazwiskami",
  ],
  ro: [
    "bot", "Meniu", "Start", "Repornește", "Mesaj", "Ce poate face acest bot?", "Astăzi", "Ieri", "scrie…", "Conversații",
    "Fotografie", "Video", "Fișier", "Locație", "Contact", "Mesaj vocal", "Fotografie de probă", "Anulează", "Trimite", "Deschide",
    "Deschizi acest link?", "OK", "Copiat", "editat", "Glisează în sus pentru a deschide", "acum", "Răspunde", "Copiază", "Editează", "Șterge",
    "Redirecționează un mesaj", "Oprește și blochează botul", "Blochează telefonul", "Locație în direct", "Adaugă o descriere", "Copierea nu este permisă aici", "Atașează", "Arată tot", "Redirecționat de la", "Înapoi",
    "Alte feluri", "Mesaj video", "Autocolant", "Loc cu nume", "Sondaj", "Poveste", "Conținut plătit", "Listă de sarcini", "Zar", "Cuvinte cu linkuri și nume",
  ],
  es: [
    "bot", "Menú", "Iniciar", "Reiniciar", "Mensaje", "¿Qué puede hacer este bot?", "Hoy", "Ayer", "escribiendo…", "Chats",
    "Foto", "Vídeo", "Archivo", "Ubicación", "Contacto", "Mensaje de voz", "Foto de muestra", "Cancelar", "Enviar", "Abrir",
    "¿Abrir este enlace?", "OK", "Copiado", "editado", "Desliza hacia arriba para abrir", "ahora", "Responder", "Copiar", "Editar", "Eliminar",
    "Reenviar un mensaje", "Detener y bloquear bot", "Bloquear el teléfono", "Ubicación en vivo", "Añadir un texto", "Aquí no se puede copiar", "Adjuntar", "Mostrar todo", "Reenviado de", "Atrás",
    "Otros tipos", "Mensaje de vídeo", "Pegatina", "Lugar con nombre", "Encuesta", "Historia", "Contenido de pago", "Lista de tareas", "Dado", "Palabras con enlaces y nombres",
  ],
  fr: [
    "bot", "Menu", "Démarrer", "Redémarrer", "Message", "Que peut faire ce bot ?", "Aujourd’hui", "Hier", "écrit…", "Discussions",
    "Photo", "Vidéo", "Fichier", "Position", "Contact", "Message vocal", "Photo d’exemple", "Annuler", "Envoyer", "Ouvrir",
    "Ouvrir ce lien ?", "OK", "Copié", "modifié", "Balayez vers le haut pour ouvrir", "maintenant", "Répondre", "Copier", "Modifier", "Supprimer",
    "Transférer un message", "Arrêter et bloquer le bot", "Verrouiller le téléphone", "Position en direct", "Ajouter une légende", "La copie n’est pas permise ici", "Joindre", "Tout afficher", "Transféré de", "Retour",
    "Autres types", "Message vidéo", "Autocollant", "Lieu avec un nom", "Sondage", "Story", "Contenu payant", "Liste de tâches", "Dé", "Mots avec liens et noms",
  ],
  tr: [
    "bot", "Menü", "Başlat", "Yeniden başlat", "Mesaj", "Bu bot ne yapabilir?", "Bugün", "Dün", "yazıyor…", "Sohbetler",
    "Fotoğraf", "Video", "Dosya", "Konum", "Kişi", "Sesli mesaj", "Örnek fotoğraf", "İptal", "Gönder", "Aç",
    "Bu bağlantı açılsın mı?", "Tamam", "Kopyalandı", "düzenlendi", "Açmak için yukarı kaydır", "şimdi", "Yanıtla", "Kopyala", "Düzenle", "Sil",
    "Mesaj ilet", "Botu durdur ve engelle", "Telefonu kilitle", "Canlı konum", "Açıklama ekle", "Burada kopyalamaya izin yok", "Ekle", "Tümünü göster", "İletilen kişi", "Geri",
    "Diğer türler", "Video mesajı", "Çıkartma", "Adı olan yer", "Anket", "Hikâye", "Ücretli içerik", "Yapılacaklar listesi", "Zar", "Bağlantılı ve adlı sözler",
  ],
  uk: [
    "бот", "Меню", "Почати", "Запустити знову", "Повідомлення", "Що вміє цей бот?", "Сьогодні", "Вчора", "пише…", "Чати",
    "Фото", "Відео", "Файл", "Місце", "Контакт", "Голосове повідомлення", "Пробне фото", "Скасувати", "Надіслати", "Відкрити",
    "Відкрити це посилання?", "OK", "Скопійовано", "змінено", "Проведіть угору, щоб відкрити", "зараз", "Відповісти", "Копіювати", "Змінити", "Видалити",
    "Переслати повідомлення", "Зупинити й заблокувати бота", "Заблокувати телефон", "Місце наживо", "Додати підпис", "Копіювання тут заборонено", "Прикріпити", "Показати все", "Переслано від", "Назад",
    "Інші види", "Відеоповідомлення", "Наліпка", "Місце з назвою", "Опитування", "Історія", "Платний вміст", "Список справ", "Кубик", "Слова з посиланнями й іменами",
  ],
  zh: [
    "机器人", "菜单", "开始", "重新开始", "消息", "这个机器人能做什么？", "今天", "昨天", "正在输入…", "聊天",
    "照片", "视频", "文件", "位置", "联系人", "语音消息", "示例照片", "取消", "发送", "打开",
    "打开此链接？", "好", "已复制", "已编辑", "向上滑动以打开", "现在", "回复", "复制", "编辑", "删除",
    "转发消息", "停用并屏蔽机器人", "锁定手机", "实时位置", "添加说明", "此处不允许复制", "附件", "显示全部", "转发自", "返回",
    "其他类型", "视频消息", "贴纸", "有名称的地点", "投票", "动态", "付费内容", "清单", "骰子", "带链接和名字的文字",
  ],
  ar: [
    "بوت", "القائمة", "ابدأ", "إعادة التشغيل", "رسالة", "ماذا يفعل هذا البوت؟", "اليوم", "أمس", "يكتب…", "المحادثات",
    "صورة", "فيديو", "ملف", "الموقع", "جهة اتصال", "رسالة صوتية", "صورة تجريبية", "إلغاء", "إرسال", "فتح",
    "فتح هذا الرابط؟", "حسنًا", "تم النسخ", "معدّلة", "اسحب للأعلى للفتح", "الآن", "رد", "نسخ", "تعديل", "حذف",
    "إعادة توجيه رسالة", "إيقاف البوت وحظره", "قفل الهاتف", "الموقع المباشر", "أضف تعليقًا", "النسخ غير مسموح هنا", "إرفاق", "عرض الكل", "محوّلة من", "رجوع",
    "أنواع أخرى", "رسالة فيديو", "ملصق", "مكان له اسم", "استطلاع", "قصة", "محتوى مدفوع", "قائمة مهام", "نرد", "كلمات فيها روابط وأسماء",
  ],
  ur: [
    "بوٹ", "مینو", "شروع کریں", "دوبارہ شروع کریں", "پیغام", "یہ بوٹ کیا کر سکتا ہے؟", "آج", "کل", "لکھ رہا ہے…", "چیٹس",
    "تصویر", "ویڈیو", "فائل", "مقام", "رابطہ", "صوتی پیغام", "نمونے کی تصویر", "منسوخ کریں", "بھیجیں", "کھولیں",
    "یہ لنک کھولیں؟", "ٹھیک ہے", "کاپی ہو گیا", "ترمیم شدہ", "کھولنے کے لیے اوپر سوائپ کریں", "ابھی", "جواب دیں", "کاپی کریں", "ترمیم کریں", "حذف کریں",
    "پیغام آگے بھیجیں", "بوٹ روکیں اور بلاک کریں", "فون لاک کریں", "لائیو مقام", "عنوان شامل کریں", "یہاں کاپی کرنے کی اجازت نہیں", "منسلک کریں", "سب دکھائیں", "آگے بھیجا گیا از", "واپس",
    "دوسری اقسام", "ویڈیو پیغام", "اسٹیکر", "نام والی جگہ", "رائے شماری", "اسٹوری", "بامعاوضہ مواد", "کاموں کی فہرست", "پانسہ", "لنک اور ناموں والے الفاظ",
  ],
  fa: [
    "ربات", "فهرست", "شروع", "شروع دوباره", "پیام", "این ربات چه می‌کند؟", "امروز", "دیروز", "در حال نوشتن…", "گفتگوها",
    "عکس", "ویدیو", "فایل", "مکان", "مخاطب", "پیام صوتی", "عکس نمونه", "لغو", "ارسال", "باز کردن",
    "این پیوند باز شود؟", "باشه", "کپی شد", "ویرایش‌شده", "برای باز کردن به بالا بکشید", "اکنون", "پاسخ", "کپی", "ویرایش", "حذف",
    "هدایت یک پیام", "توقف و مسدود کردن ربات", "قفل کردن گوشی", "مکان زنده", "افزودن شرح", "کپی در اینجا مجاز نیست", "پیوست", "نمایش همه", "هدایت‌شده از", "بازگشت",
    "انواع دیگر", "پیام ویدیویی", "استیکر", "مکان نام‌دار", "نظرسنجی", "استوری", "محتوای پولی", "فهرست کارها", "تاس", "واژه‌ها با پیوند و نام",
  ],
  he: [
    "בוט", "תפריט", "התחלה", "הפעלה מחדש", "הודעה", "מה הבוט הזה יודע לעשות?", "היום", "אתמול", "מקליד…", "צ׳אטים",
    "תמונה", "וידאו", "קובץ", "מיקום", "איש קשר", "הודעה קולית", "תמונה לדוגמה", "ביטול", "שליחה", "פתיחה",
    "לפתוח את הקישור?", "אישור", "הועתק", "נערך", "החליקו למעלה לפתיחה", "עכשיו", "תשובה", "העתקה", "עריכה", "מחיקה",
    "העברת הודעה", "עצירה וחסימה של הבוט", "נעילת הטלפון", "מיקום חי", "הוספת כיתוב", "אין אפשרות להעתיק כאן", "צירוף", "הצגת הכול", "הועבר מאת", "חזרה",
    "סוגים אחרים", "הודעת וידאו", "מדבקה", "מקום עם שם", "סקר", "סטורי", "תוכן בתשלום", "רשימת משימות", "קובייה", "מילים עם קישורים ושמות",
  ],
  bn: [
    "বট", "মেনু", "শুরু করুন", "আবার শুরু করুন", "বার্তা", "এই বট কী করতে পারে?", "আজ", "গতকাল", "লিখছে…", "চ্যাট",
    "ছবি", "ভিডিও", "ফাইল", "অবস্থান", "যোগাযোগ", "ভয়েস বার্তা", "নমুনা ছবি", "বাতিল", "পাঠান", "খুলুন",
    "এই লিংকটি খুলবেন?", "ঠিক আছে", "কপি হয়েছে", "সম্পাদিত", "খুলতে উপরে সোয়াইপ করুন", "এখন", "উত্তর দিন", "কপি করুন", "সম্পাদনা", "মুছুন",
    "বার্তা ফরোয়ার্ড করুন", "বট বন্ধ ও ব্লক করুন", "ফোন লক করুন", "লাইভ অবস্থান", "ক্যাপশন যোগ করুন", "এখানে কপি করা যায় না", "সংযুক্ত করুন", "সব দেখান", "ফরোয়ার্ড করেছেন", "ফিরে যান",
    "অন্যান্য ধরন", "ভিডিও বার্তা", "স্টিকার", "নামসহ জায়গা", "জরিপ", "স্টোরি", "পেইড কনটেন্ট", "কাজের তালিকা", "ছক্কা", "লিংক ও নামসহ কথা",
  ],
  pa: [
    "ਬੋਟ", "ਮੀਨੂ", "ਸ਼ੁਰੂ ਕਰੋ", "ਮੁੜ ਸ਼ੁਰੂ ਕਰੋ", "ਸੁਨੇਹਾ", "ਇਹ ਬੋਟ ਕੀ ਕਰ ਸਕਦਾ ਹੈ?", "ਅੱਜ", "ਕੱਲ੍ਹ", "ਲਿਖ ਰਿਹਾ ਹੈ…", "ਚੈਟਾਂ",
    "ਫੋਟੋ", "ਵੀਡੀਓ", "ਫਾਈਲ", "ਟਿਕਾਣਾ", "ਸੰਪਰਕ", "ਆਵਾਜ਼ ਸੁਨੇਹਾ", "ਨਮੂਨਾ ਫੋਟੋ", "ਰੱਦ ਕਰੋ", "ਭੇਜੋ", "ਖੋਲ੍ਹੋ",
    "ਇਹ ਲਿੰਕ ਖੋਲ੍ਹਣਾ ਹੈ?", "ਠੀਕ ਹੈ", "ਕਾਪੀ ਹੋ ਗਿਆ", "ਸੋਧਿਆ", "ਖੋਲ੍ਹਣ ਲਈ ਉੱਪਰ ਸਵਾਈਪ ਕਰੋ", "ਹੁਣੇ", "ਜਵਾਬ ਦਿਓ", "ਕਾਪੀ ਕਰੋ", "ਸੋਧੋ", "ਮਿਟਾਓ",
    "ਸੁਨੇਹਾ ਅੱਗੇ ਭੇਜੋ", "ਬੋਟ ਰੋਕੋ ਅਤੇ ਬਲੌਕ ਕਰੋ", "ਫੋਨ ਲੌਕ ਕਰੋ", "ਲਾਈਵ ਟਿਕਾਣਾ", "ਸਿਰਲੇਖ ਜੋੜੋ", "ਇੱਥੇ ਕਾਪੀ ਕਰਨ ਦੀ ਇਜਾਜ਼ਤ ਨਹੀਂ", "ਨੱਥੀ ਕਰੋ", "ਸਭ ਦਿਖਾਓ", "ਅੱਗੇ ਭੇਜਿਆ", "ਪਿੱਛੇ",
    "ਹੋਰ ਕਿਸਮਾਂ", "ਵੀਡੀਓ ਸੁਨੇਹਾ", "ਸਟਿੱਕਰ", "ਨਾਮ ਵਾਲੀ ਥਾਂ", "ਪੋਲ", "ਸਟੋਰੀ", "ਭੁਗਤਾਨ ਵਾਲੀ ਸਮੱਗਰੀ", "ਕੰਮਾਂ ਦੀ ਸੂਚੀ", "ਪਾਸਾ", "ਲਿੰਕਾਂ ਅਤੇ ਨਾਵਾਂ ਵਾਲੇ ਸ਼ਬਦ",
  ],
  so: [
    "bot", "Liis", "Bilow", "Dib u bilow", "Fariin", "Bot-kan muxuu qaban karaa?", "Maanta", "Shalay", "wuu qorayaa…", "Wadasheekaysi",
    "Sawir", "Muuqaal", "Fayl", "Goob", "Xiriir", "Fariin cod ah", "Sawir tusaale ah", "Jooji", "Dir", "Fur",
    "Ma furtaa linkigan?", "Hagaag", "Waa la koobiyeeyay", "la tafatiray", "Kor u jiid si aad u furto", "hadda", "Ka jawaab", "Koobi", "Tafatir", "Tirtir",
    "Gudbi fariin", "Jooji oo xannib bot-ka", "Quful taleefanka", "Goobta tooska ah", "Ku dar qoraal", "Halkan koobi lama oggola", "Ku lifaaq", "Muuji dhammaan", "Laga soo gudbiyay", "Dib",
    "Noocyo kale", "Fariin muuqaal ah", "Istikar", "Goob magac leh", "Codbixin", "Sheeko", "Waxyaabo lacag ah", "Liiska hawlaha", "Laadhuu", "Ereyo leh xiriiriyeyaal iyo magacyo",
  ],
};

const book = Object.fromEntries(
  Object.entries(TABLE).map(([language, list]) => [language, Object.fromEntries(KEYS.map((key, place) => [key, list[place]]))]),
);

export const words = (language) => ({ ...book.en, ...book[String(language || "en").split("-")[0]] });

export const LANGUAGES = ["en", "ar", "bn", "es", "fa", "fr", "he", "pa", "pl", "ro", "so", "tr", "uk", "ur", "zh"];

/** A language's own name for itself. */
export function languageName(code) {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
