package frame

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/extract"
	"gongkai/nlp"
	"gongkai/schema"
	"gongkai/schema/words"
)

const (
	titleLines  = 14 // a cover and what a site puts before it
	longestLine = 60 // runes; a longer line is a sentence
)

// titleOf joins the lines of the cover, or takes the title the file states.
func titleOf(doc *extract.Document, lines []string) string {
	if t := labelledTitle(lines); t != "" {
		return t
	}
	if first := firstLine(lines); ofEvaluation.MatchString(first) {
		return proper(first)
	}
	if t := coverTitle(lines); t != "" {
		return t
	}
	if doc.Format != "docx" && doc.Format != "doc" { // Word properties are often stale
		if t := proper(nlp.Squeeze(doc.Meta.Title)); titleWords().MatchString(t) {
			return t
		}
	}
	for i, s := range lines {
		if words.NoTitle.Labels().Say(s) {
			continue
		}
		if s = proper(plain(s)); utf8.RuneCountInString(s) <= longestLine && titleWords().MatchString(s) && !words.ColumnFigure.Labels().Say(s) && !strings.ContainsAny(s, "，；") && !tellsMoney.MatchString(s) {
			return continued(s, lines[i+1:])
		}
	}
	return cmp.Or(unbrokenTitle(lines), proper(nlp.Squeeze(doc.Meta.Title)))
}

// firstLine is the line that a text begins with, "" where it is a sentence.
func firstLine(lines []string) string {
	if len(lines) == 0 || utf8.RuneCountInString(lines[0]) > longestLine {
		return ""
	}
	return plain(lines[0])
}

// labelledTitle reads the title line of a crawler's dump: 标题：….
func labelledTitle(lines []string) string {
	for _, s := range lines[:min(len(lines), 6)] {
		if rest := afterLabel(nlp.Squeeze(s), "title"); titleWords().MatchString(rest) {
			return proper(rest)
		}
	}
	return ""
}

// coverTitle joins the first lines until they make a title. Lines before it that
// are names (上海市普陀区人民政府) or break off (2025年某市国民经济和) are part of it.
func coverTitle(lines []string) string {
	joined, names, broken := "", "", false
	for i, s := range lines[:min(len(lines), titleLines)] {
		s = plain(s)
		switch {
		case utf8.RuneCountInString(s) > longestLine || tellsMoney.MatchString(s):
			return "" // the text has begun
		case tableNumber.MatchString(s) || words.ColumnFigure.Labels().Say(s):
			continue
		case fileNumber.MatchString(s):
			joined, names = "", "" // what a site says of a page is no cover
			continue
		case s == words.ContentsTitle.Word():
			joined, names = "", "" // what a table of contents lists is no cover
			continue
		}
		joined += s
		switch {
		case breaksBehindYear(strings.TrimSuffix(joined, s), s) && titleWords().MatchString(joined):
			return continued(proper(joined), lines[i+1:])
		case titleWords().MatchString(s) && !broken:
			return continued(names+proper(s), lines[i+1:])
		case titleWords().MatchString(joined):
			return continued(proper(joined), lines[i+1:])
		}
		if broken = unfinished.MatchString(s); !broken && (isBody(s) || placeOf(s) == s || i+1 < len(lines) && beginsBody(s, plain(lines[i+1]))) {
			names += s
		} else {
			names = ""
		}
	}
	return ""
}

// breaksBehindYear reports a title that a cover breaks behind its year: 望舒县关于2016年度县级, 对下转移支付情况的说明.
func breaksBehindYear(before, s string) bool {
	return strings.Contains(before, words.Concerning.Word()) && len(yearsIn(before)) > 0 && len(yearsIn(s)) == 0
}

// beginsBody reports the first line of a name that a cover breaks in two: it begins
// with a place and names a body only together with the next.
func beginsBody(s, next string) bool {
	_, start, _, ok := schema.FirstDivision(s)
	return ok && start == 0 && isBody(s+next) && !titleWords().MatchString(next) && !slices.ContainsFunc(words.TitleScope.Labels(), func(l words.Label) bool { return strings.HasPrefix(s, l.Text) })
}

// continued adds the next line to a title that breaks off.
func continued(title string, rest []string) string {
	for _, s := range rest[:min(len(rest), 2)] {
		s = plain(s)
		if words.TitleDone.Labels().Say(title) || !unfinished.MatchString(title) && !joins.MatchString(s) || !goesOn().MatchString(s) || utf8.RuneCountInString(s) > longestLine || nlp.HasStop(s) {
			break
		}
		title += proper(s)
	}
	return title
}

// lineBreaks are those of web pages, dropped.
var lineBreaks = strings.NewReplacer("<br>", "", "<br/>", "")

// plain is a line without numbering, white space and footnote marks.
func plain(s string) string {
	s = strings.Trim(withoutNotes(nlp.Squeeze(nlp.Unnumbered(s))), "|") // bars of cells that a page was saved with
	return lineBreaks.Replace(fullWidthDigits(s))
}

// withoutNotes drops the numbers of footnotes.
func withoutNotes(s string) string {
	if !strings.ContainsAny(s, noteOpens) {
		return s
	}
	return noteMark.ReplaceAllString(s, "")
}

// fullWidthDigits folds ２０２５年 to 2025年.
func fullWidthDigits(s string) string {
	if !hasWideDigit(s) {
		return s // as most texts
	}
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}

// hasWideDigit reports one of ０ to ９ in a text, by its bytes.
func hasWideDigit(s string) bool {
	const first, last = "０", "９"
	for i := 0; i+2 < len(s); i++ {
		if s[i] == first[0] && s[i+1] == first[1] && s[i+2] >= first[2] && s[i+2] <= last[2] {
			return true
		}
	}
	return false
}

// proper is the title inside what a meeting, a newspaper, an archive or a site
// puts around it.
func proper(s string) string {
	s = lineBreaks.Replace(fullWidthDigits(s))
	s = withoutNotes(s)
	if words.UnitNoun.Labels().Say(s) {
		s = sheetHead.ReplaceAllString(s, "")
	}
	if m := quotedTitle().FindStringSubmatch(s); m != nil && titleWords().MatchString(m[1]) {
		s = m[1]
	}
	if strings.ContainsAny(s, siteMarks) {
		s = ifTitle(siteTail.ReplaceAllString(s, ""), s)
	}
	if strings.ContainsAny(nlp.FirstRunes(s, 1), noteOpens+archiveOpens) {
		s = ifTitle(archiveMark.ReplaceAllString(s, ""), s)
	}
	s = ifTitle(noticeMark.ReplaceAllString(s, ""), s)
	if k := strings.LastIndex(s, words.MeetingPaper.Word()); k >= 0 {
		if rest := paperNumber(s[k+len(words.MeetingPaper.Word()):]); titleWords().MatchString(rest) {
			s = rest
		}
	}
	// The last 关于 that a title follows; one that begins the title is part of it.
	for k := strings.LastIndex(s, words.Concerning.Word()); k > 0; k = strings.LastIndex(s[:k], words.Concerning.Word()) {
		if rest := s[k:]; titleWords().MatchString(rest) && (words.TitlePacking.Labels().Say(s[:k]) || entityInTitle(rest) != "") {
			return rest
		}
	}
	return s
}

// ifTitle is a part of a line that has the words of a title, else the line.
func ifTitle(part, line string) string {
	if part != line && titleWords().MatchString(part) {
		return part
	}
	return line
}

// paperNumber drops the number of a meeting's paper: （十八）, 十八, (3).
func paperNumber(s string) string {
	if rest, ok := strings.CutPrefix(s, "（"); ok {
		if _, after, ok := strings.Cut(rest, "）"); ok {
			return after
		}
	}
	if rest, ok := strings.CutPrefix(s, "("); ok {
		if _, after, ok := strings.Cut(rest, ")"); ok {
			return after
		}
	}
	if words.Century.Labels().Say(s) {
		return s
	}
	return strings.TrimLeft(s, words.Numerals+"百之")
}

// afterLabel returns what follows one of the labels and a colon or blank, "" if none leads.
func afterLabel(s, of string) string {
	for _, label := range words.CoverLabel.Labels() {
		rest, ok := strings.CutPrefix(s, label.Text)
		if !ok || label.Means != of {
			continue
		}
		if cut := strings.TrimLeft(rest, ":：\t"); len(cut) < len(rest) {
			return cut
		}
	}
	return ""
}
