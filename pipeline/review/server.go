package review

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"crypto/subtle"
	"embed"
	"encoding/base64"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"gongkai/pipeline/export"
)

//go:embed assets/app.css assets/icon.svg assets/document.js assets/charts.js assets/add.js assets/lists.js assets/chartjs-4.6.1
var assets embed.FS

// asset is a file of the pages. The library is kept packed, a third of its size.
func asset(name string) ([]byte, error) {
	data, err := assets.ReadFile("assets/" + name)
	if err == nil {
		return data, nil
	}
	packed, failed := assets.Open("assets/" + name + ".gz")
	if failed != nil {
		return nil, err
	}
	r, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// Server shows a dataset. It is an http.Handler.
type Server struct {
	*dataset
	token string // that every POST must bring
	hosts []string
	slots chan struct{} // one for each answer under way
	mux   http.Handler

	intake *intake // nil when no files are taken in
	draw   Drawer  // nil when no pages are drawn
	key    string  // that a browser must bring once, "" for none
}

// NewServer opens the dataset in dir. hosts are the values of the Host header
// that are answered, with their port: any other may be a page of a stranger
// whose name was made to point here (DNS rebinding).
func NewServer(dir string, hosts []string) (*Server, error) {
	d, err := openDataset(dir)
	if err != nil {
		return nil, err
	}
	return newServer(d, hosts, nil), nil
}

// Lock has the server answer only those who bring a key, by an address that ends
// in ?key=KEY, once: it is kept as a cookie. It is for servers that other machines
// can reach.
func (s *Server) Lock(key string) { s.key = key }

func newServer(d *dataset, hosts []string, in *intake) *Server {
	s := &Server{dataset: d, token: rand.Text(), hosts: hosts, slots: make(chan struct{}, pagesAtOnce), intake: in}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page(s.overview))
	mux.HandleFunc("GET /documents", s.page(s.documents))
	mux.HandleFunc("GET /checks", s.page(s.checks))
	mux.HandleFunc("GET /office", s.page(s.office))
	mux.HandleFunc("GET /doc/{id}", s.page(s.document))
	mux.HandleFunc("GET /published", s.page(s.published))
	mux.HandleFunc("GET /compare", s.page(s.compare))
	mux.HandleFunc("GET /original/{id}", s.original)
	mux.HandleFunc("GET /original/{id}/page/{page}", s.pagePicture)
	mux.HandleFunc("GET /search", s.page(s.search))
	mux.HandleFunc("GET /unread", s.page(s.unread))
	mux.HandleFunc("GET /decisions", s.page(s.decided))
	for list, table := range map[string]func(*request) (*export.Table, error){"open": s.checkTable("open"), "checks": s.checkTable(""), "documents": s.documentTable, "compare": s.compareTable} {
		mux.HandleFunc("GET /"+list+".csv", s.exported(table))
		mux.HandleFunc("GET /"+list+".xlsx", s.exported(table))
	}
	mux.HandleFunc("POST /decide", s.decide)
	mux.HandleFunc("GET /static/{name...}", static)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { s.fail(w, r, fs.ErrNotExist) })
	if in != nil {
		mux.HandleFunc("GET /add", s.add)
		mux.HandleFunc("GET /add/state", s.addState)
		mux.HandleFunc("POST /add/file", s.addFile)
		mux.HandleFunc("POST /add/run", s.addRun)
	}
	s.mux = mux
	return s
}

// admitted reports whether a browser has the key, and answers it if not.
func (s *Server) admitted(w http.ResponseWriter, r *http.Request) bool {
	if s.key == "" {
		return true
	}
	same := func(got string) bool { return subtle.ConstantTimeCompare([]byte(got), []byte(s.key)) == 1 }
	if c, err := r.Cookie("key"); err == nil && same(c.Value) {
		return true
	}
	if r.Method != http.MethodGet || !same(r.URL.Query().Get("key")) {
		http.Error(w, "this server wants the key that it printed at its start", http.StatusForbidden)
		return false
	}
	http.SetCookie(w, &http.Cookie{Name: "key", Value: s.key, Path: "/", SameSite: http.SameSiteStrictMode, HttpOnly: true})
	q := r.URL.Query()
	q.Del("key")
	http.Redirect(w, r, (&url.URL{Path: r.URL.Path, RawQuery: q.Encode()}).String(), http.StatusSeeOther)
	return false
}

// Hosts returns the Host headers that mean an address listened on. All
// addresses of the machine are answered when listen names none.
func Hosts(addr net.Addr, listen string) []string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return nil
	}
	names := []string{host}
	if named, _, err := net.SplitHostPort(listen); err == nil && named != "" {
		names = append(names, named)
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.IsLoopback() || ip.IsUnspecified() {
		names = append(names, "localhost", "127.0.0.1", "::1")
	}
	if ip != nil && ip.IsUnspecified() {
		names = append(names, addresses()...)
	}
	var all []string
	for _, n := range names {
		n = strings.ToLower(n) // as ServeHTTP compares
		if h := net.JoinHostPort(n, port); !slices.Contains(all, h) {
			all = append(all, h)
		}
		if port == "80" && !strings.Contains(n, ":") {
			all = append(all, n)
		}
	}
	return all
}

// addresses are those of the machine, and its name.
func addresses() (all []string) {
	if name, err := os.Hostname(); err == nil {
		all = append(all, name)
	}
	nets, err := net.InterfaceAddrs()
	if err != nil {
		return all
	}
	for _, a := range nets {
		if n, ok := a.(*net.IPNet); ok {
			all = append(all, n.IP.String())
		}
	}
	return all
}

// The limits of the server.
const (
	headerTime  = 5 * time.Second
	readTime    = 15 * time.Second
	writeTime   = 60 * time.Second
	idleTime    = 2 * time.Minute
	headerLimit = 16 << 10
	formLimit   = 32 << 10
	pagesAtOnce = 8
)

// Serve answers on l until ctx is done, and then ends what is under way.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{Handler: s, ReadHeaderTimeout: headerTime, ReadTimeout: readTime, WriteTimeout: writeTime,
		IdleTimeout: idleTime, MaxHeaderBytes: headerLimit}
	if s.intake != nil {
		s.intake.base = ctx
	}
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.Background(), readTime)
		defer cancel()
		ended <- h.Shutdown(grace)
	}()
	if err := h.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return errors.Join(<-ended, s.close())
}

// contentPolicy lets the page load its own style and script, and nothing else.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Security-Policy", contentPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "same-origin") // with no-referrer a form would say it comes from nowhere
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !slices.Contains(s.hosts, strings.ToLower(r.Host)) {
		http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		return
	}
	if s.admitted(w, r) {
		s.mux.ServeHTTP(w, r)
	}
}

// static serves the embedded files, by name and nothing else.
func static(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, err := asset(name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	kind, tag := "text/plain; charset=utf-8", `"`+hashOf(data)[:16]+`"`
	switch path.Ext(name) {
	case ".css":
		kind = "text/css; charset=utf-8"
	case ".js":
		kind = "text/javascript; charset=utf-8"
	case ".svg":
		kind = "image/svg+xml"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	_, _ = w.Write(data) // the reader may be gone
}

// languageOf reads the language a reader wants: as asked, as kept, as the
// browser prefers.
func languageOf(r *http.Request) words {
	code := r.URL.Query().Get("lang")
	if c, err := r.Cookie("lang"); code == "" && err == nil {
		code = c.Value
	}
	if code == "" {
		code = preferred(r.Header.Get("Accept-Language"))
	}
	return languageNamed(code)
}

// languageNamed is the language with a code, Chinese for an unknown one.
func languageNamed(code string) words {
	if strings.HasPrefix(code, "en") {
		return words{english}
	}
	return words{chinese}
}

// preferred is the first language of the header that the page has.
func preferred(header string) string {
	for tag := range strings.SplitSeq(header, ",") {
		tag = strings.ToLower(strings.TrimSpace(tag))
		if strings.HasPrefix(tag, "zh") || strings.HasPrefix(tag, "en") {
			return tag[:2]
		}
	}
	return "zh"
}

// hashOf names a content.
func hashOf(data []byte) string {
	return base64.RawURLEncoding.EncodeToString(sum256(data))
}
