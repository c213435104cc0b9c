package review

import (
	"encoding/csv"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestExports: every list is there as csv and as a workbook of the same rows, as it is
// filtered, and a workbook leads to the pages.
func TestExports(t *testing.T) {
	s := testServer(t, false)
	for list, sheet := range map[string]string{"/checks": "核对", "/open": "核对", "/documents": "文件", "/compare": "汇总值"} {
		for _, query := range []string{"?", "?year=2021", "?q=柳溪", "?year=1900"} {
			plain, book := get(t, s, list+".csv"+query), get(t, s, list+".xlsx"+query)
			if plain.Code != http.StatusOK || book.Code != http.StatusOK || !strings.Contains(book.Header().Get("Content-Disposition"), ".xlsx") {
				t.Fatalf("%s%s: %d, %d", list, query, plain.Code, book.Code)
			}
			want, err := csv.NewReader(plain.Body).ReadAll()
			if err != nil || len(want) == 0 {
				t.Fatal(list, err)
			}
			f, err := excelize.OpenReader(book.Body)
			if err != nil {
				t.Fatalf("%s%s: %v", list, query, err)
			}
			got, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil || len(got) != len(want) && len(want) > 1 {
				t.Fatalf("%s%s: %d rows, want %d (%v)", list, query, len(got), len(want), err)
			}
			for i := 1; i < len(want); i++ {
				for j, value := range want[i] {
					if j < len(got[i]) && got[i][j] != value || j >= len(got[i]) && value != "" {
						t.Errorf("%s%s, row %d: %q, want %q", list, query, i, got[i], want[i])
						break
					}
				}
			}
			if list == "/checks" && query == "?" {
				if link, _ := f.GetCellFormula(sheet, "L2"); !strings.Contains(link, "/doc/"+want[1][0]+"#check-"+want[1][4]) {
					t.Errorf("the link is %q", link)
				}
			}
			f.Close()
		}
	}
}
