package schema

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *[^t].go *[^s]t.go *.tsv *.tsv.gz words/*.tsv pattern/*[^t].go words/*[^t].go words/*[^s]t.go
var Sources embed.FS
