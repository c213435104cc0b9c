package words

// The words of the language itself, which every text has and no genre words otherwise.
// A reader needs them to find its way, as it does punctuation; so they are no rows.
const (
	Of        = "的"      // joins a noun to what is said of it
	Is        = "为"      // says what something is
	Copulas   = Is + "是" // characters: each says what something is
	At        = "在"      // begins where something happened
	Than      = "较"      // begins a comparison
	With      = "与"      // joins two, and begins a comparison
	Per       = "每"      // begins what is told for so many
	Beside    = "比"      // ends nouns such as 收入比 and opens comparisons
	Have      = "有"      // says that there is something
	Done      = "了"      // says that a verb has happened
	Joiners   = "和及与"    // characters: each joins the last of several to those before
	From      = "从由"     // characters: each begins what something comes from
	Ordinal   = "第"      // begins an ordinal
	Within    = "中"      // behind a noun: inside of it
	AndSoOn   = "等"      // ends a list of some
	OfThem    = "其中"     // begins a list of parts
	AsQuality = "性"      // makes an attribute of the word before it
	Above     = "上"      // the level above, or the year before
	Every     = "各"      // before a noun: every one of it
	YearTail  = "度"      // may follow the mark of a year
	DayMark   = "日"      // follows the number of a day
	YearMark  = "年"      // follows the digits of a year
	// Openers are characters each of which opens a comparison, Particles words of one character
	// that begin no other word, and NoHeads those that begin no name.
	Openers   = Than + Beside + "与同"
	Particles = Joiners + Of + Done + "为是共其"
	NoHeads   = Of + Done + "是为其共中、和及与并或由将已也且又以" + AndSoOn
	HanDigits = "〇零一二三四五六七八九" // characters: those that a year is written with
	Numerals  = "一二三四五六七八九十"  // characters: those that items are numbered with
)
