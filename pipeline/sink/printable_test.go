package sink

import "testing"

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "决算.txt": "决算.txt", "\ufffd": "\ufffd", `C:\xff`: `C:\xff`,
		"\xb2\xc6a\xff决": `\xb2\xc6a\xff决`, "\xe5\x86": `\xe5\x86`,
	} {
		if got := Printable(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
