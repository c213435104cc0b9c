package pdfium

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"github.com/tetratelabs/wazero"
)

var update = flag.Bool("update", false, "make the module anew")

// TestModule holds that the module is made of the one in the binding's module.
func TestModule(t *testing.T) {
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/klippa-app/go-pdfium").Output()
	if err != nil {
		t.Skipf("the source of the module is not to be found: %v", err)
	}
	original, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "webassembly", "pdfium.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	want, err := stoppable(original, Stop)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		packed, err := pack(want)
		if err != nil {
			t.Fatal(err)
		}
		source := fmt.Sprintf("package pdfium\n\n// packedSum is the SHA-256 of pdfium.wasm.zst. It stands in a source, where a change\n// of the module shows in what the program is known by.\nconst packedSum = %q\n", fmt.Sprintf("%x", sha256.Sum256(packed)))
		if err := errors.Join(os.WriteFile("pdfium.wasm.zst", packed, 0o644), os.WriteFile("sum.go", []byte(source), 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := Module()
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("the module is not made of the one required in go.mod; make it anew with -update")
	}
}

// TestUnpackDamaged refuses a module of which a byte is another, and one that has its
// checksum and is none.
func TestUnpackDamaged(t *testing.T) {
	damaged := bytes.Clone(packed)
	damaged[len(damaged)/2]++
	if wasm, err := unpack(damaged, packedSum); err == nil {
		t.Errorf("%d bytes of a damaged module", len(wasm))
	}
	for _, data := range [][]byte{nil, damaged, packed[:len(packed)-1], []byte("no module")} {
		if wasm, err := unpack(data, fmt.Sprintf("%x", sha256.Sum256(data))); err == nil && len(wasm) > 0 {
			t.Errorf("%d bytes of what is no module", len(wasm))
		}
	}
}

// pack compresses the module with the zstd command, a tenth smaller than the library does,
// or with the library where there is no command.
func pack(wasm []byte) ([]byte, error) {
	command := exec.Command("zstd", "--ultra", "-22", "-q", "-c")
	command.Stdin = bytes.NewReader(wasm)
	if packed, err := command.Output(); err == nil {
		return packed, nil
	}
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression))
	if err != nil {
		return nil, err
	}
	return w.EncodeAll(wasm, nil), nil
}

// endless is a module whose functions run for ever: in a bare loop, and in one
// that calls, whose rounds take parameters, and that stands in a branch.
var endless = []byte("\x00asm\x01\x00\x00\x00" +
	"\x01\x08\x02\x60\x00\x00\x60\x01\x7f\x00" + // types: func(), func(i32)
	"\x02\x27\x01\x03env\x1f" + leave + "\x00\x01" +
	"\x03\x04\x03\x00\x00\x01" +
	"\x05\x03\x01\x00\x01" + // a page of memory
	"\x06\x06\x01\x7f\x01\x41\x07\x0b" + // a global
	"\x07\x10\x02\x04bare\x00\x01\x05calls\x00\x02" +
	"\x0a\x21\x03" +
	"\x07\x00\x03\x40\x0c\x00\x0b\x0b" + // loop br 0 end
	"\x12\x00\x41\x01\x04\x40\x41\x07\x03\x01\x41\x03\x10\x03\x0c\x00\x0b\x0b\x0b" + // if const 7, loop (i32) …
	"\x04\x01\x01\x7f\x0b")

// TestStop ends functions that would run for ever, and only once they are stopped.
func TestStop(t *testing.T) {
	wasm, err := stoppable(endless, Stop)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"bare", "calls"} {
		t.Run(name, func(t *testing.T) {
			ctx := context.Background()
			engine := wazero.NewRuntime(ctx)
			defer engine.Close(ctx)
			nothing := engine.NewHostModuleBuilder("env").NewFunctionBuilder().WithFunc(func(uint32) {})
			if _, err := nothing.Export(leave).Instantiate(ctx); err != nil {
				t.Fatal(err)
			}
			instance, err := engine.Instantiate(ctx, wasm)
			if err != nil {
				t.Fatal(err)
			}
			ended := make(chan error, 1)
			go func() {
				_, err := instance.ExportedFunction(name).Call(ctx)
				ended <- err
			}()
			select {
			case err := <-ended:
				t.Fatalf("ended by itself: %v", err)
			case <-time.After(20 * time.Millisecond):
			}
			debug.FreeOSMemory() // the collector needs every goroutine to stand still
			if _, err := instance.ExportedFunction(Stop).Call(ctx); err != nil {
				t.Fatal(err)
			}
			if err := <-ended; err == nil {
				t.Error("ended without an error")
			}
			if _, err := instance.ExportedFunction(name).Call(ctx); err == nil {
				t.Error("a stopped instance runs again")
			}
		})
	}
}

// TestStoppableDamaged refuses what is no whole module.
func TestStoppableDamaged(t *testing.T) {
	for n := range len(endless) {
		if out, err := stoppable(endless[:n], Stop); err == nil && n > 8 && bytes.Contains(out, look(1, 0)) {
			t.Errorf("the first %d bytes pass for a module", n)
		}
	}
}
