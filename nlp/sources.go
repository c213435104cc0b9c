package nlp

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *.go *.gz outline/*.go trie/*.go
var Sources embed.FS
