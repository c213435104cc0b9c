// Package frame settles what a document says of itself as a whole, before any
// number of it is read: title, genre, fiscal year, filing body, the place it
// speaks of, and the phase and period of figures that name none. Everything
// relative in the text (上年, 本级, 我市) is later resolved against it.
//
//	document ──lines──▶ title ──▶ kind, year, body ──▶ Frame
//
// # The title
//
// Reports reach us as files whose first lines may be a meeting's document
// number (某市三届人大二次会议文件（七）), a newspaper's imprint, a site's name or
// a cover in large letters, one line broken in three. So a title is not the
// first line but the first run of lines that holds a year or a body and a noun
// of the genre, and of that run only the title proper: what stands before the
// last 关于 that still leaves a title, and in the brackets of an archive, is
// packing.
//
// # The filing body
//
// Sources in order: the title, the label lines of a cover (单位名称：), the title
// the text quotes (《关于某市2025年…的报告》), the congress a speech was held before
// (在某市第八届人民代表大会), the line that signs under the title (某市财政局), the
// issuer a saved page states, and only then what the text names most. A report
// on a territory is that of its government and takes the name of the place; the
// bureau that reads it out is not its body. A candidate must be a name: a
// division, or words that end as bodies do and hold none of the words that only
// sentences and packing have. A wrong body is worse than none, for it joins the
// figures of two offices.
//
// # Why a grammar that can fail
//
// A title that is not found leaves year, kind and body to weaker sources and
// shows as an empty column; a title guessed from the line with most title words
// would give a table of contents or a newspaper's headline, and show nowhere.
package frame
