package review

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestReviewers: decisions are told with names, and where several reviewers agree
// or do not; one who takes back has no opinion, and a name is kept for the next page.
func TestReviewers(t *testing.T) {
	s := testServer(t, false)
	x := s.state.index
	decide := func(k int, action, by, note string) *httptest.ResponseRecorder {
		l := &x.failing[k]
		form := url.Values{"token": {s.token}, "document": {x.documents[l.document].ID()}, "rule": {x.Name(l.rule)}, "id": {l.id},
			"action": {action}, "note": {note}, "by": {by}}
		w := post(s, form, map[string]string{"Origin": "http://example.com", "Sec-Fetch-Site": "same-origin"})
		if w.Code != http.StatusSeeOther {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return w
	}
	decide(0, "accept", "李核对", "原文如此")
	decide(0, "reject", "王复核", "")
	decide(1, "accept", "李核对", "口径不同")
	decide(1, "accept", "王复核", "口径不同")
	decide(2, "reject", "李核对", "")
	decide(2, "accept", "王复核", "<b>改主意</b>")
	decide(2, "withdraw", "王复核", "")
	w := decide(3, "comment", "李核对", "再看")
	named := httptest.NewRequest(http.MethodGet, documentURL(x.documents[x.failing[3].document].ID()), nil)
	for _, c := range w.Result().Cookies() {
		named.AddCookie(c)
	}
	page := httptest.NewRecorder()
	s.ServeHTTP(page, named)
	if !strings.Contains(page.Body.String(), `name="by" value="李核对"`) {
		t.Error("the name is asked for again")
	}
	var all struct {
		Rows []struct {
			By, Note        string
			Holds, Disagree bool
		}
		Agreement string
		Several   int
	}
	read := func(target string) {
		if err := json.Unmarshal(get(t, s, target).Body.Bytes(), &all); err != nil {
			t.Fatal(err)
		}
	}
	read("/decisions?format=json")
	holding := 0
	for _, row := range all.Rows {
		if row.Holds {
			holding++
		}
	}
	if len(all.Rows) != 8 || holding != 3 || all.Several != 2 || all.Agreement != "50.0%" {
		t.Errorf("%+v", all)
	}
	all.Rows = nil
	read("/decisions?only=1&format=json")
	if len(all.Rows) != 2 || !all.Rows[0].Disagree {
		t.Errorf("disagreements: %+v", all.Rows)
	}
	body := get(t, s, "/decisions?lang=en").Body.String()
	for _, want := range []string{"&lt;b&gt;改主意", "王复核", "disagreement", "Accepted"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
