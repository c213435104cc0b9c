package extract

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *.go internal/*/*.go
var Sources embed.FS
