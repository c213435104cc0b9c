package review

import (
	"crypto/subtle"
	"encoding/csv"
	"errors"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gongkai/pipeline"
	"gongkai/pipeline/sink"
)

// decisions are what reviewers decided, by document, target and id. The file is
// read again when another hand has changed it.
func (s *Server) decisions() map[string]pipeline.Decision {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.reload(); err != nil {
		slog.Error("decisions", "error", err) // the last that could be read are shown
	}
	return s.deeds
}

// stamp tells one state of a file from another.
type stamp struct {
	size int64
	time time.Time
}

func (s *Server) reload() error {
	path := filepath.Join(s.dir, ReviewName)
	info, err := os.Stat(path)
	var now stamp
	if err == nil {
		now = stamp{info.Size(), info.ModTime()}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if s.deeds != nil && now == s.stamp {
		return nil
	}
	r, err := pipeline.OpenReview(path)
	if err != nil {
		return err
	}
	deeds := make(map[string]pipeline.Decision)
	for _, d := range r.All() {
		deeds[d.Document+d.Target()] = d
	}
	s.review, s.deeds, s.stamp = r, deeds, now
	return nil
}

// decide saves a decision. Only a page this server made can send one: the
// browser says where the request comes from, and the page brings the token.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "not from this page", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "no form", http.StatusBadRequest)
		return
	}
	if subtle.ConstantTimeCompare([]byte(r.PostForm.Get("token")), []byte(s.token)) != 1 {
		http.Error(w, "this page is of an earlier start: load it again", http.StatusForbidden)
		return
	}
	d := pipeline.Decision{Document: r.PostForm.Get("document"), Rule: r.PostForm.Get("rule"), ID: r.PostForm.Get("id"),
		Action: pipeline.Action(r.PostForm.Get("action")), Note: r.PostForm.Get("note")}
	if err := s.save(d); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if r.Header.Get("Accept") == "application/json" { // the script stays where it is
		w.WriteHeader(http.StatusNoContent)
		return
	}
	anchor := "#check-"
	if d.Rule == pipeline.FactTarget {
		anchor = "#fact-"
	}
	http.Redirect(w, r, documentURL(d.Document)+anchor+d.ID, http.StatusSeeOther)
}

// withdraw is the action that takes a decision back.
const withdraw = "withdraw"

func (s *Server) save(d pipeline.Decision) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.reload(); err != nil {
		return errors.New("the file of decisions cannot be read")
	}
	var err error
	if d.Action == withdraw {
		err = s.review.Withdraw(d.Document, d.Rule, d.ID)
	} else {
		err = s.review.Set(d)
	}
	if err != nil {
		var path *fs.PathError
		if errors.As(err, &path) {
			slog.Error("decide", "error", err)
			return errors.New("the file of decisions cannot be written")
		}
		return err
	}
	s.deeds = nil // read them again
	return nil
}

// sameOrigin reports whether a browser sent a request from a page of ours.
// Sec-Fetch-Site cannot be forged by a page; Origin is for older browsers.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	return strings.EqualFold(origin, "http://"+r.Host) || strings.EqualFold(origin, "https://"+r.Host)
}

// openChecks exports the checks that nobody has settled, as CSV.
func (s *Server) openChecks(w http.ResponseWriter, r *http.Request) {
	st, err := s.current()
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="open.csv"`)
	if err := writeOpen(w, st, filterOf(r), s.decisions()); err != nil {
		slog.Error("export", "error", err) // the head is gone already
	}
}

func writeOpen(w http.ResponseWriter, st *state, f filter, deeds map[string]pipeline.Decision) error {
	x, out := st.index, csv.NewWriter(w)
	if err := out.Write([]string{"document_id", "path", "entity", "fiscal_year", "check_id", "rule", "severity", "formula", "difference", "diagnosis", "comment"}); err != nil {
		return err
	}
	found := x.matching(f, func(l *failingLine) bool { return matchesDecision("open", x.deed(deeds, l), l) })
	for len(found) > 0 {
		n := min(len(found), 1000)
		at := make([]sink.Position, n)
		for i, k := range found[:n] {
			at[i] = x.failing[k].at
		}
		rows, err := sink.At[formulaColumns](st.snap, "checks", at)
		if err != nil {
			return err
		}
		for i, k := range found[:n] {
			l := &x.failing[k]
			d := &x.documents[l.document]
			note := deeds[d.ID()+x.Name(l.rule)+"#"+l.ID()].Note
			if err := out.Write([]string{d.ID(), inert(d.path), inert(x.Name(d.entity)), itoa(int64(d.year)), rows[i].CheckID, x.Name(l.rule), x.Name(l.severity),
				inert(rows[i].Formula), plainDecimal(rows[i].Difference), str(rows[i].Diagnosis), inert(note)}); err != nil {
				return err
			}
		}
		found = found[n:]
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from taking text for a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func plainDecimal(n *int64) string {
	if n == nil {
		return ""
	}
	return sink.Unscaled(*n).String()
}
