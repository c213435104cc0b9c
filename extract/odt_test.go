package extract

import (
	"context"
	"errors"
	"strings"
	"testing"
)

const odfNS = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"`

func odt(tb testing.TB, body string, more ...part) []byte {
	return pack(tb, append(more, part{"content.xml", odtContent(body)})...)
}

func odtContent(body string) string {
	return `<office:document-content ` + odfNS + `><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`
}

func TestReadODT(t *testing.T) {
	body := `<text:h text:outline-level="2">概况</text:h><text:list><text:list-item><text:p>甲<text:s text:c="2"/>乙
 丙<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note></text:p></text:list-item></text:list>` +
		`<text:tracked-changes><text:changed-region><text:deletion><text:p>旧</text:p></text:deletion></text:changed-region></text:tracked-changes>` +
		`<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>合</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>` +
		`<table:table-row><table:table-cell table:number-rows-spanned="2"><text:p>竖</text:p></table:table-cell><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row>` +
		`<table:table-row><table:covered-table-cell/><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>`
	doc, err := Read(context.Background(), odt(t, body), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := sketch(doc), "#概况 / 甲  乙 丙 / ~注 / table{ 0,0×1,2=合 1,0×2,1=竖 1,1=1 2,1=2}"; got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	checkDocument(t, doc)
}

// TestReadODS: an OpenDocument spreadsheet is read as any workbook.
func TestReadODS(t *testing.T) {
	content := `<office:document-content ` + odfNS + `><office:body><office:spreadsheet><table:table table:name="收入决算表">` +
		`<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>收入决算表</text:p></table:table-cell><table:covered-table-cell/></table:table-row>` +
		`<table:table-row><table:table-cell><text:p>项目</text:p></table:table-cell><table:table-cell><text:p>金额</text:p></table:table-cell></table:table-row>` +
		`<table:table-row table:visibility="collapse"><table:table-cell><text:p>合计</text:p></table:table-cell><table:table-cell office:value="444.71"><text:p>444.71</text:p></table:table-cell></table:table-row>` +
		`</table:table></office:spreadsheet></office:body></office:document-content>`
	doc, err := Read(t.Context(), pack(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, part{"content.xml", content}), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "table{收入决算表 0,0×1,2=收入决算表 1,0=项目 1,1=金额 2,0h=合计 2,1h=444.71}"
	if got := sketch(doc); got != want || doc.Format != "ods" || len(doc.Warnings) != 1 {
		t.Errorf("%s: got %q, want %q; %v", doc.Format, got, want, doc.Warnings)
	}
	checkDocument(t, doc)
	flat := strings.NewReplacer("office:document-content", "office:document").Replace(content)
	doc, err = Read(t.Context(), []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n"+flat), DefaultLimits())
	if err != nil || sketch(doc) != want || doc.Format != "ods" {
		t.Errorf("as one XML file: %v %v", doc, err)
	}
	var refusal *Refusal
	if _, err := Read(t.Context(), []byte(flat[:len(flat)/2]), DefaultLimits()); !errors.As(err, &refusal) || refusal.Reason != Corrupt {
		t.Errorf("cut short: %v", err)
	}
}

func TestEncryptedODT(t *testing.T) {
	manifest := part{"META-INF/manifest.xml", `<manifest:manifest><manifest:encryption-data/></manifest:manifest>`}
	_, err := Read(context.Background(), odt(t, "", manifest), DefaultLimits())
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Reason != Encrypted {
		t.Errorf("%v", err)
	}
}
