package generate

import "strings"

// renderText writes one line per paragraph and one tab-separated line per table
// row; positions that a merged cell covers are empty.
func renderText(o *Office) []byte {
	var out strings.Builder
	for _, b := range o.blocks {
		if b.table == nil {
			out.WriteString(b.text() + "\n")
			continue
		}
		if b.table.unit != "" {
			out.WriteString(b.table.unit + "\n")
		}
		for _, row := range b.table.rows {
			texts := make([]string, len(row))
			for i, c := range row {
				texts[i] = c.String()
			}
			out.WriteString(strings.Join(texts, "\t") + "\n")
		}
	}
	return []byte(out.String())
}

func (b block) text() string {
	var out strings.Builder
	for _, r := range b.runs {
		out.WriteString(r.String())
	}
	return out.String()
}
