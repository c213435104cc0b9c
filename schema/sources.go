package schema

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *.go *.tsv *.tsv.gz pattern/*.go words/*.go words/*.tsv
var Sources embed.FS
