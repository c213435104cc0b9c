package extract

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

const (
	// pdfWorkers bounds the instances of the engine alive at a time. A process
	// that reads one file after another peaks at 80 to 105 MB (files of 23 to 35
	// pages) and stays below 160 MB over hundreds; compiling without a cache
	// takes 350 MB for some seconds.
	pdfWorkers = 2
	// pdfRecycle is after how many documents an instance is thrown away:
	// WebAssembly memory grows to the largest document and never shrinks.
	pdfRecycle = 64
	// pdfMemoryPages caps the memory of an instance, in pages of 64 KiB: 1 GiB,
	// four times the largest file DefaultLimits admits.
	pdfMemoryPages = 16 << 10
)

// pdfEngine is PDFium compiled to WebAssembly, run by wazero: no cgo, no file
// system, no network. The pool hands out at most pdfWorkers instances.
type pdfEngine struct {
	pool pdfium.Pool
	read atomic.Int64 // documents read, for recycling
}

// startPDFEngine compiles the engine on the first call (seconds, or a tenth of
// a second from the compilation cache) and is free afterwards, so a run that
// meets no PDF never pays for it.
var startPDFEngine = sync.OnceValues(func() (*pdfEngine, error) {
	return newPDFEngine(pdfCacheDir())
})

// pdfCacheDir is where compiled code is kept between runs; "" means nowhere.
func pdfCacheDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "gongkai")
}

// newPDFEngine starts an engine; a cacheDir that is "", unusable, full or
// damaged costs the compilation, never the engine.
func newPDFEngine(cacheDir string) (*pdfEngine, error) {
	rc := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(pdfMemoryPages).
		WithCloseOnContextDone(true) // lets a hung page be killed
	if cacheDir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(cacheDir); err == nil {
			if pool, err := pdfPool(rc.WithCompilationCache(cache)); err == nil {
				return &pdfEngine{pool: pool}, nil
			}
		}
	}
	pool, err := pdfPool(rc)
	if err != nil {
		return nil, err
	}
	return &pdfEngine{pool: pool}, nil
}

// pdfPool compiles the engine and makes a pool of its instances.
func pdfPool(rc wazero.RuntimeConfig) (pdfium.Pool, error) {
	return webassembly.Init(webassembly.Config{
		MinIdle: 0, MaxIdle: pdfWorkers, MaxTotal: pdfWorkers, ReuseWorkers: true,
		RuntimeConfig: rc,
		FSConfig:      wazero.NewFSConfig(), // the default would mount "/"
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// use runs f with an instance of its own. When ctx ends while f is inside the
// engine the instance is killed and f's call returns an error.
func (e *pdfEngine) use(ctx context.Context, f func(pdfium.Pdfium) error) error {
	in, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return err
	}
	var once sync.Once
	kill := func() { once.Do(func() { _ = in.Kill() }) }
	stop := context.AfterFunc(ctx, kill)
	done := false
	defer func() {
		stop()
		if !done || e.read.Add(1)%pdfRecycle == 0 {
			kill() // failed inside, or due: its memory is not trusted
			return
		}
		once.Do(func() { _ = in.Close() })
	}()
	err = pdfCalmly(func() error { return f(in) })
	done = err == nil
	return err
}

// pdfCalmly turns a panic of the engine, which a kill in the middle of a call
// causes, into an error.
func pdfCalmly(f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the PDF engine failed: %v", r)
		}
	}()
	return f()
}
