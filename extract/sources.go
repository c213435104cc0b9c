package extract

import "embed"

// Sources are the files this package and those below it are compiled from; the
// identity of a build is made of them.
//
//go:embed *[^t].go *[^s]t.go *.tsv internal/*/*[^t].go internal/*/*[^s]t.go internal/*/*[^e]st.go
var Sources embed.FS
