package extract

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	engine "gongkai/extract/internal/pdfium"
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
	// pdfKeep is how large the memory of an instance may be that is kept for the next
	// document: a file read after it has no less room for what it left behind.
	pdfKeep = 32 << 20
	// pdfStopAgain is how long after stopping an instance it is stopped again, for
	// it may not have begun just then.
	pdfStopAgain = 10 * time.Millisecond
	// pdfMemoryPages caps the memory of an instance whatever the limits, in pages
	// of 64 KiB: 1 GiB, four times the largest file DefaultLimits admits.
	pdfMemoryPages = 16 << 10
)

// pdfEngine is PDFium compiled to WebAssembly, run by wazero: no cgo, no file
// system, no network. The pool hands out at most pdfWorkers instances.
type pdfEngine struct {
	pool   pdfium.Pool
	read   atomic.Int64 // documents read, for recycling
	memory *pdfMemory
}

// startPDFEngine compiles the engine on the first call (seconds, or a tenth of
// a second from the compilation cache) and is free afterwards, so a run that
// meets no PDF never pays for it.
var startPDFEngine = sync.OnceValues(func() (*pdfEngine, error) {
	return newPDFEngine(pdfCacheDir())
})

// EngineFolder is the folder that the engine of PDFs is kept compiled in, "" where
// there is none: all that reading needs of the file system.
func EngineFolder() string { return pdfCacheDir() }

// KeepEngine compiles the engine into EngineFolder if a file needs it, for other
// processes that may write nothing there.
func KeepEngine(data []byte) {
	if matchPDF(data) {
		_, _ = startPDFEngine() // who reads the file says what is wrong
	}
}

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
		WithMemoryLimitPages(pdfMemoryPages)
	memory := new(pdfMemory)
	if cacheDir != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(cacheDir); err == nil {
			if pool, err := pdfPool(rc.WithCompilationCache(cache), memory); err == nil {
				return &pdfEngine{pool: pool, memory: memory}, nil
			}
		}
	}
	pool, err := pdfPool(rc, memory)
	if err != nil {
		return nil, err
	}
	return &pdfEngine{pool: pool, memory: memory}, nil
}

// pdfPool compiles the engine and makes a pool of its instances.
func pdfPool(rc wazero.RuntimeConfig, memory *pdfMemory) (pdfium.Pool, error) {
	module, err := engine.Module()
	if err != nil {
		return nil, err
	}
	return webassembly.InitWithWASM(webassembly.Config{
		Context: experimental.WithMemoryAllocator(context.Background(), memory),
		WASM:    module,
		MinIdle: 0, MaxIdle: pdfWorkers, MaxTotal: pdfWorkers, ReuseWorkers: true,
		RuntimeConfig: rc,
		FSConfig:      wazero.NewFSConfig(), // the default would mount "/"
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
}

// use runs f with an instance of its own. When ctx ends while f is inside the
// engine, the instance is stopped and f's call returns an error.
func (e *pdfEngine) use(ctx context.Context, f func(pdfium.Pdfium) error) (err error) {
	in, err := e.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return err
	}
	refused, large := e.memory.refused.Load(), e.memory.large.Load()
	done := make(chan struct{})
	stopped := make(chan struct{})
	watching := context.AfterFunc(ctx, func() {
		defer close(stopped)
		pdfStop(in, done)
	})
	defer func() {
		close(done)
		if !watching() {
			<-stopped
		}
		if err != nil || ctx.Err() != nil || e.memory.refused.Load() != refused || e.memory.large.Load() != large || e.read.Add(1)%pdfRecycle == 0 {
			_ = in.Kill() // failed inside, full, large, or due: its memory is not trusted, and never shrinks
			return
		}
		_ = in.Close()
	}()
	return pdfCalmly(func() error { return f(in) })
}

// pdfStop has all that runs in an instance, and all that will, end with an
// error at its next loop, until done.
func pdfStop(in pdfium.Pdfium, done <-chan struct{}) {
	functions, ok := in.GetImplementation().(interface {
		Fn(name string) api.Function
	})
	if !ok {
		return // a test holds that it is
	}
	stop := functions.Fn(engine.Stop)
	for {
		_, _ = stop.Call(context.Background())
		select {
		case <-done:
			return
		case <-time.After(pdfStopAgain):
		}
	}
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
