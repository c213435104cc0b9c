package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"gongkai/pipeline/batch"
)

// keep is which versions stay, as 10, 30d or 10,30d.
type keep batch.Keep

// Decode implements kong.MapperValue.
func (k *keep) Decode(ctx *kong.DecodeContext) error {
	var said string
	if err := ctx.Scan.PopValueInto("versions", &said); err != nil {
		return err
	}
	*k = keep{}
	for one := range strings.SplitSeq(said, ",") {
		count, age := strings.CutSuffix(one, "d")
		n, err := strconv.Atoi(count)
		switch {
		case err != nil || n < 1:
			return fmt.Errorf("%q: a count, an age such as 30d, or both as 10,30d", said)
		case age:
			k.Age = time.Duration(n) * 24 * time.Hour
		default:
			k.Versions = n
		}
	}
	return nil
}

type logCmd struct {
	Dataset string `arg:"" help:"Folder of the dataset, s3://bucket/prefix or gs://bucket/prefix."`
	JSON    bool   `name:"json" help:"As JSON, one line for each version."`
}

// logged is what a line of the log says.
type logged struct {
	Version  int64            `json:"version"`
	At       time.Time        `json:"at"`
	Snapshot string           `json:"snapshot"`
	Tool     string           `json:"tool_version"`
	Rows     map[string]int64 `json:"rows"`
	Added    int              `json:"parts_added"`
	Removed  int              `json:"parts_removed"`
	Written  int64            `json:"bytes_written"`
}

// Run implements the command.
func (c *logCmd) Run(ctx context.Context, s *streams) error {
	all, err := batch.Log(ctx, c.Dataset)
	if err != nil {
		return err
	}
	var before *batch.Version
	for _, v := range all {
		l := logged{Version: v.Number, At: v.At, Snapshot: v.Snapshot, Tool: v.Tool, Rows: v.Rows}
		l.Added, l.Removed, l.Written = v.Changed(before)
		if err := c.print(s.out, &l, before); err != nil {
			return err
		}
		before = v
	}
	return nil
}

func (c *logCmd) print(out io.Writer, l *logged, before *batch.Version) error {
	if c.JSON {
		return json.NewEncoder(out).Encode(l)
	}
	more := func(table string) string {
		if before == nil {
			return ""
		}
		return fmt.Sprintf(" (%+d)", l.Rows[table]-before.Rows[table])
	}
	_, err := fmt.Fprintf(out, "%d\t%s\t%d files%s\t%d facts%s\t%d checks%s\t%d parts new, %d gone, %.1f MB\t%s\n", l.Version, l.At.Local().Format(time.DateTime),
		l.Rows["documents"], more("documents"), l.Rows["facts"], more("facts"), l.Rows["checks"], more("checks"), l.Added, l.Removed, float64(l.Written)/1e6, l.Snapshot)
	return err
}

type diffCmd struct {
	Dataset string `arg:"" help:"Folder of the dataset."`
	A       int64  `arg:"" help:"Version, as gongkai log numbers them."`
	B       int64  `arg:"" help:"The other version."`
	JSON    bool   `name:"json" help:"As JSON, one object."`
}

// Run implements the command.
func (c *diffCmd) Run(ctx context.Context, s *streams) error {
	d, err := batch.Diff(ctx, c.Dataset, c.A, c.B)
	if err != nil {
		return err
	}
	if c.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"facts": d.Facts, "checks": d.Checks})
	}
	out := bufio.NewWriter(s.out)
	counts := make(map[string]int)
	for _, part := range []struct {
		name string
		all  []batch.Differing
	}{{"fact", d.Facts}, {"check", d.Checks}} {
		for _, one := range part.all {
			sign, says := "~", one.Was+" → "+one.Is
			switch "" {
			case one.Was:
				sign, says = "+", one.Is
			case one.Is:
				sign, says = "-", one.Was
			}
			counts[part.name+sign]++
			fmt.Fprintf(out, "%s %s\t%s\t%s\t%s\n", sign, part.name, one.Path, one.What, says)
		}
	}
	for _, name := range []string{"fact", "check"} {
		fmt.Fprintf(out, "%ss: %d came, %d went, %d changed\n", name, counts[name+"+"], counts[name+"-"], counts[name+"~"])
	}
	return out.Flush()
}
