package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"runtime"

	"gongkai/pipeline/batch"
	"gongkai/pipeline/news"
	"gongkai/pipeline/sink"
	"gongkai/pipeline/store"
)

// past is a dataset before a run; nil where none was asked for.
type past struct {
	state    *news.State    // nil where there was none
	snapshot *sink.Snapshot // open, so that the run takes nothing away; nil where that cannot be
}

func (p *past) close() {
	if p != nil && p.snapshot != nil {
		p.snapshot.Close()
	}
}

// newsBefore remembers the dataset for --summary.
func (c *runCmd) newsBefore() (*past, error) {
	if c.Summary == "" {
		return nil, nil
	}
	snapshot, err := openCurrent(c.Out)
	if errors.Is(err, fs.ErrNotExist) {
		return &past{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--summary: %w", err)
	}
	state, err := news.Take(snapshot)
	if err != nil {
		return nil, errors.Join(err, snapshot.Close())
	}
	if runtime.GOOS == "windows" { // where a file that is open cannot be swept
		return &past{state: state}, snapshot.Close()
	}
	return &past{state, snapshot}, nil
}

// openCurrent opens the committed snapshot of a dataset in a folder.
func openCurrent(out string) (*sink.Snapshot, error) {
	folder, err := batch.Folder(out)
	if err != nil {
		return nil, err
	}
	current, err := batch.Current(folder)
	if err != nil {
		return nil, err
	}
	return sink.OpenSnapshot(current)
}

// writeNews writes what the run has brought.
func (c *runCmd) writeNews(before *past) error {
	now, err := openCurrent(c.Out)
	if err != nil {
		return err
	}
	defer now.Close()
	state, err := news.Take(now)
	if err != nil {
		return err
	}
	n := news.Compare(before.state, state)
	if before.snapshot != nil {
		if err := n.Changed(before.state, state, before.snapshot, now); err != nil {
			return err
		}
	}
	return store.WriteFile(c.Summary, func(w io.Writer) error { return n.WriteMarkdown(w, "gongkai: "+c.Out) })
}
