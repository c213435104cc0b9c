package nlp

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *[^t].go *[^s]t.go *.trie outline/*[^t].go trie/*[^t].go
var Sources embed.FS
