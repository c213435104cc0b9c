package extract

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"regexp"
	"strings"
)

// matchMHTML accepts a web archive: MIME headers with an HTML part; and a mail
// message of plain text, which is refused: its text may be encoded.
func matchMHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	head = bytes.TrimLeft(head, "\xef\xbb\xbf\r\n\t ")
	line, _, _ := bytes.Cut(head, []byte("\n"))
	if name, _, ok := bytes.Cut(line, []byte(":")); !ok || len(name) > 40 || bytes.ContainsAny(name, " <{") {
		return false
	}
	return bytes.Contains(head, []byte("mime-version:")) &&
		(bytes.Contains(head, []byte("multipart/")) || bytes.Contains(head, []byte("content-type: text/html")) || bytes.Contains(head, []byte("content-type: text/plain")))
}

// archivedFrame is a frame whose page is another part of the archive.
var archivedFrame = regexp.MustCompile(`(?i)<i?frame[^>]{0,400}\ssrc=["']?cid:`)

// maxParts bounds the parts and the nesting of a web archive.
const (
	maxParts    = 10000
	maxMIMEDeep = 5
)

// readMHTML reads the page of a web archive. Its other parts, images and
// styles, are not looked at, and nothing is fetched.
func readMHTML(in *input) (*Document, error) {
	r := bufio.NewReader(bytes.NewReader(bytes.TrimLeft(in.data, "\xef\xbb\xbf\r\n\t ")))
	header, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil && len(header) == 0 {
		return nil, refuse(Corrupt, "mail headers: %v", err)
	}
	page, label, err := htmlPart(in, header, r, 0)
	if err != nil {
		return nil, err
	}
	if page == nil {
		return nil, refuse(Unsupported, "a mail message without an HTML part")
	}
	doc, err := readPage(in, page, label)
	if doc != nil {
		doc.Format = "mhtml"
		if archivedFrame.Match(page) {
			doc.Warnings = append(doc.Warnings, Warning{-1, "the page has frames, which are pages of their own and not read"})
		}
	}
	return doc, err
}

// htmlPart returns the first HTML part of a message and its encoding label.
func htmlPart(in *input, header textproto.MIMEHeader, body io.Reader, depth int) ([]byte, string, error) {
	kind, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	switch {
	case kind == "text/html" || kind == "application/xhtml+xml":
		page, err := readPart(in, header.Get("Content-Transfer-Encoding"), body)
		return page, params["charset"], err
	case !strings.HasPrefix(kind, "multipart/"):
		return nil, "", nil
	case depth >= maxMIMEDeep:
		return nil, "", refuse(TooLarge, "parts nested more than %d deep", maxMIMEDeep)
	}
	parts := multipart.NewReader(body, params["boundary"])
	for range maxParts {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil, "", nil
		}
		if err != nil {
			return nil, "", refuse(Truncated, "web archive: %v", err)
		}
		page, label, err := htmlPart(in, part.Header, part, depth+1)
		if page != nil || err != nil {
			return page, label, err
		}
		if err := in.check(); err != nil {
			return nil, "", err
		}
	}
	return nil, "", refuse(TooLarge, "more than %d parts", maxParts)
}

// readPart decodes the body of a part. A part that is cut short is read as far
// as it goes.
func readPart(in *input, coding string, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	page, err := io.ReadAll(io.LimitReader(body, maxHTML+1))
	if len(page) == 0 && err != nil {
		return nil, refuse(Corrupt, "web archive: %v", err)
	}
	return page, in.expand(int64(len(page)))
}
