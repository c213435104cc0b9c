package review

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"os"
	"path"
	"strings"
	"sync"
	"time"
	"unicode"

	"gongkai/schema"
)

// Intake is how files that are dropped on the page become the dataset.
type Intake struct {
	Dir string // where they are kept
	Run func(ctx context.Context, tick func(done, total int)) error
}

// The limits of what is dropped.
const (
	dropLimit = 256 << 20 // bytes of a file, as a run reads at most
	dropTime  = 10 * time.Minute
	dropDepth = 8   // folders of a name
	dropName  = 120 // characters of each
)

// intake is an Intake at work.
type intake struct {
	Intake
	root *os.Root

	mu    sync.Mutex
	base  context.Context // of the server
	state addState
}

// addState is what the page is told.
type addState struct {
	Files   int    `json:"files"` // dropped since the start
	Running bool   `json:"running"`
	Done    int    `json:"done"`
	Total   int    `json:"total"`
	Runs    int    `json:"runs"` // that have ended well
	Came    came   `json:"came"`
	Failed  string `json:"failed,omitempty"`
}

// came is what the dataset has after a run.
type came struct {
	Files    int `json:"files"`
	Refused  int `json:"refused"`
	Findings int `json:"findings"`
}

// came counts what there is to look at.
func (x *index) came() (c came) {
	for i := range x.documents {
		c.Files++
		if x.Name(x.documents[i].status) == string(schema.Refused) {
			c.Refused++
		}
	}
	for i := range x.failing {
		if l := &x.failing[i]; l.lead && !l.waived {
			c.Findings++
		}
	}
	return c
}

// NewIntake opens a server for a dataset that need not be there yet: what is
// dropped on its page is kept in in.Dir and read into it.
func NewIntake(dir string, hosts []string, in Intake) (*Server, error) {
	if err := os.MkdirAll(in.Dir, 0o777); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(in.Dir)
	if err != nil {
		return nil, err
	}
	d, err := openDataset(dir)
	if errors.Is(err, fs.ErrNotExist) {
		d, err = &dataset{dir: dir, stamp: unread}, nil
	}
	if err != nil {
		return nil, errors.Join(err, root.Close())
	}
	return newServer(d, hosts, &intake{Intake: in, root: root, base: context.Background()}), nil
}

// addPage is the page that files are dropped on.
type addPage struct{ Token, Dir string }

func (s *Server) add(w http.ResponseWriter, r *http.Request) {
	title, err := languageOf(r).T("add")
	if err != nil {
		s.fail(w, r, err)
		return
	}
	s.send(w, r, http.StatusOK, view{name: "add", title: title, body: &addPage{s.token, s.intake.Dir}, scripts: []string{"add.js"}})
}

// ours reports whether a request comes from a page of this server, and answers it
// if not.
func (s *Server) ours(w http.ResponseWriter, r *http.Request) bool {
	if sameOrigin(r) && subtle.ConstantTimeCompare([]byte(r.Header.Get("X-Token")), []byte(s.token)) == 1 {
		return true
	}
	http.Error(w, "not from this page", http.StatusForbidden)
	return false
}

// addFile keeps a file, under its name as far as that is harmless.
func (s *Server) addFile(w http.ResponseWriter, r *http.Request) {
	if !s.ours(w, r) {
		return
	}
	name := harmless(r.URL.Query().Get("name"))
	if name == "" {
		http.Error(w, "no name", http.StatusBadRequest)
		return
	}
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(dropTime)) // else the server's own holds
	if err := s.intake.keep(name, http.MaxBytesReader(w, r.Body, dropLimit)); err != nil {
		slog.Error("add", "name", name, "error", err)
		http.Error(w, "this file could not be kept", http.StatusInsufficientStorage)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// keep writes a file whole or not at all. The root holds it below its folder,
// whatever the name.
func (in *intake) keep(name string, from io.Reader) error {
	if dir := path.Dir(name); dir != "." {
		if err := in.root.MkdirAll(dir, 0o777); err != nil {
			return err
		}
	}
	part := path.Join(path.Dir(name), ".part-"+path.Base(name)) // hidden: no input of a run
	f, err := in.root.Create(part)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, in.root.Remove(part))
	}
	if err := in.root.Rename(part, name); err != nil {
		return err
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.state.Files++
	return nil
}

// harmless is the name of a dropped file, with the folders it was in: without what
// leads out, hides a file, or is no name on some system. It is "" when nothing is left.
func harmless(name string) string {
	var parts []string
	for part := range strings.SplitSeq(strings.ReplaceAll(name, `\`, "/"), "/") {
		part = strings.Map(func(r rune) rune {
			if strings.ContainsRune(`<>:"|?*`, r) || unicode.IsControl(r) || r == unicode.ReplacementChar {
				return '_'
			}
			return r
		}, part)
		if part = strings.TrimRight(strings.TrimLeft(part, ". "), ". "); part == "" {
			continue
		}
		if r := []rune(part); len(r) > dropName { // the ending says what it is to people
			part = string(r[:dropName/2]) + string(r[len(r)-dropName/2:])
		}
		parts = append(parts, part)
	}
	return path.Join(parts[max(0, len(parts)-dropDepth):]...)
}

// addRun starts a run over what was dropped, unless one is under way.
func (s *Server) addRun(w http.ResponseWriter, r *http.Request) {
	if s.ours(w, r) {
		s.intake.start()
		w.WriteHeader(http.StatusNoContent)
	}
}

func (in *intake) start() {
	in.mu.Lock()
	defer in.mu.Unlock()
	if in.state.Running {
		return
	}
	in.state.Running, in.state.Failed, in.state.Done, in.state.Total = true, "", 0, 0
	ctx := in.base
	go func() {
		err := in.Run(ctx, func(done, total int) {
			in.mu.Lock()
			defer in.mu.Unlock()
			in.state.Done, in.state.Total = done, total
		})
		in.mu.Lock()
		defer in.mu.Unlock()
		if in.state.Running = false; err != nil {
			in.state.Failed = err.Error()
			return
		}
		in.state.Runs++
	}()
}

// addState tells how far the run is.
func (s *Server) addState(w http.ResponseWriter, _ *http.Request) {
	s.intake.mu.Lock()
	state := s.intake.state
	s.intake.mu.Unlock()
	if !state.Running && state.Runs > 0 {
		if st, err := s.current(); err == nil {
			state.Came = st.index.came()
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(state) // the reader may be gone
}
