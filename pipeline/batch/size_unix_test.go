//go:build unix

package batch

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"gongkai/extract"
	"gongkai/pipeline"
	"gongkai/pipeline/generate"
)

// TestDatasetIsSmall: the dataset of reports as dense as they come takes at most one and
// a half times the bytes of their text, and what is kept for the next run no more than it.
func TestDatasetIsSmall(t *testing.T) {
	if os.Getenv("GONGKAI_SLOW") == "" {
		t.Skip("GONGKAI_SLOW=1 draws and reads sixty reports")
	}
	const reports, most = 60, 1.5
	in, out, text := t.TempDir(), filepath.Join(t.TempDir(), "out"), int64(0)
	for i := range reports {
		styles := generate.Styles()
		name, data, _ := generate.New(uint64(i+1), styles[i%len(styles)]).Render(generate.Text)
		write(t, filepath.Join(in, fmt.Sprintf("%02d %s", i, name)), string(data))
		text += int64(len(data))
	}
	mustRun(t, Config{Paths: []string{in}, Out: out, Options: pipeline.Options{Limits: extract.DefaultLimits()}})
	tables := int64(0)
	for _, part := range partsOf(t, out) {
		tables += part.Size()
	}
	kept := int64(0)
	err := filepath.WalkDir(filepath.Join(out, ".cache"), func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			kept += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d bytes of text, %.2f of it as tables, %.2f kept", text, float64(tables)/float64(text), float64(kept)/float64(text))
	if float64(tables) > most*float64(text) || kept > tables {
		t.Errorf("%d bytes of text take %d, and %d are kept", text, tables, kept)
	}
}
