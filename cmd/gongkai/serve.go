package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"gongkai/extract"
	"gongkai/pipeline/batch"
	"gongkai/pipeline/review"
)

type serveCmd struct {
	Dataset string `arg:"" optional:"" help:"Folder of the dataset. Without it files can be dropped on the page, and are read into a folder gongkai of your home."`
	Listen  string `help:"Address to answer on. Others than this machine can reach it only when you say so here, and need the key that is printed." default:"127.0.0.1:8420"`
	Browse  bool   `help:"Open the page in the browser."`
}

// Run implements the command. It ends with the context.
func (c *serveCmd) Run(ctx context.Context, s *streams) error {
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server, shown, err := c.server(l, s)
	if err != nil {
		l.Close()
		return err
	}
	server.DrawPages(drawPage)
	address := "http://" + reachable(l.Addr())
	if tcp, ok := l.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() {
		key := rand.Text()
		server.Lock(key)
		address += "/?key=" + key
	}
	fmt.Fprintf(s.err, "gongkai: %s shows %s; interrupt to end\n", address, shown)
	if c.Browse {
		if err := browse(address); err != nil {
			fmt.Fprintf(s.err, "gongkai: open that address in a browser (%v)\n", err)
		}
	}
	return server.Serve(ctx, l)
}

// drawPage is the review.Drawer of the engine of PDFs.
func drawPage(ctx context.Context, file []byte, page int, figures []review.Figure) (image.Image, []image.Rectangle, error) {
	framed := make([]extract.Framed, len(figures))
	for i, f := range figures {
		framed[i] = extract.Framed(f)
	}
	drawn, err := extract.DrawPage(ctx, file, page, framed, extract.DefaultLimits())
	var refused *extract.Refusal
	if errors.As(err, &refused) {
		return nil, nil, fmt.Errorf("%w: %w", fs.ErrNotExist, err)
	}
	if err != nil {
		return nil, nil, err
	}
	return drawn.Image, drawn.Frames, nil
}

// reachable is an address that a browser can open: of a server that answers on all
// addresses of the machine, one that others know it by.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	host := "localhost"
	all, _ := net.InterfaceAddrs() // without any, this machine alone can reach it
	for _, a := range all {
		if n, ok := a.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			host = n.IP.String()
			break
		}
	}
	return net.JoinHostPort(host, strconv.Itoa(tcp.Port))
}

// server shows the dataset named, or takes in files.
func (c *serveCmd) server(l net.Listener, s *streams) (server *review.Server, shown string, err error) {
	hosts := review.Hosts(l.Addr(), c.Listen)
	if c.Dataset != "" {
		server, err = review.NewServer(c.Dataset, hosts)
		return server, c.Dataset, err
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return nil, "", fmt.Errorf("no dataset is named, and there is no home for one: %w", err)
	}
	folder := filepath.Join(home, "gongkai")
	files, out := filepath.Join(folder, "files"), filepath.Join(folder, "out")
	server, err = review.NewIntake(out, hosts, review.Intake{Dir: files, Run: func(ctx context.Context, tick func(done, total int)) error {
		inputs, err := usualInputs(out, []string{files})
		if err != nil {
			return err
		}
		config, err := inputs.config(ctx, s)
		if err != nil {
			return err
		}
		config.Tick = tick
		if _, err = batch.Run(ctx, config); err != nil {
			return err
		}
		return describe(out)
	}})
	return server, folder, err
}
