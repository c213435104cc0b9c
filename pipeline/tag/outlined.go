package tag

import (
	"gongkai/nlp/outline"
	"gongkai/schema"
)

// column is a column of a table.
type column struct{ block, table, col int }

// outlined claims that the rows of a table which are numbered below a numbered row make it up: （二）累计支出, 1.社会福利,
// 2.社会救助, 3.其他. Whether a table tells all rows of a level its other rows show (schema.Claim.Numbered).
func (w *wordings) outlined() {
	columns := make(map[column][]int)
	for k := range w.out.Facts {
		if f := &w.out.Facts[k]; f.SourceKind == schema.TableSource && f.Form == schema.Level && f.Kind != schema.Ratio && f.Source.Row >= 0 {
			at := column{f.Source.Block, f.Source.Table, f.Source.Col}
			columns[at] = append(columns[at], k)
		}
	}
	for k := range w.out.Facts { // in the order of the document
		f := &w.out.Facts[k]
		at := column{f.Source.Block, f.Source.Table, f.Source.Col}
		if rows := columns[at]; len(rows) > 0 && rows[0] == k {
			w.outlinedColumn(rows)
		}
	}
}

// outlinedColumn claims the sums of the numbered rows of one column.
func (w *wordings) outlinedColumn(rows []int) {
	levels := make([]int, len(rows))
	for i, k := range rows {
		levels[i], _ = outline.Mark(w.out.Facts[k].Label)
	}
	for i, k := range rows {
		if levels[i] == 0 || i+1 == len(rows) || levels[i+1] <= levels[i] {
			continue
		}
		var parts []int
		for j := i + 1; j < len(rows) && levels[j] > levels[i] && len(parts) < mostOutlined; j++ {
			alike, gap := ofOneKind(&w.out.Facts[k], &w.out.Facts[rows[j]]), w.out.Facts[rows[j]].Source.Row-w.out.Facts[rows[j-1]].Source.Row > 1
			if gap && !alike {
				break // behind a heading
			}
			if levels[j] < levels[i+1] || gap || !alike {
				parts = nil // a level or a row is left out, or the rows count something else
				break
			}
			if levels[j] == levels[i+1] {
				parts = append(parts, rows[j])
			}
		}
		if len(parts) > 1 {
			w.out.Claims = append(w.out.Claims, schema.Claim{Family: schema.SumFamily, Result: k, Operands: parts, Listed: -1, Rule: schema.RuleListSum, Slip: true, Numbered: true})
		}
	}
}

// mostOutlined bounds the rows of one level below a row.
const mostOutlined = 100
