package extract

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

func TestReadHTMLShapes(t *testing.T) {
	body := strings.Repeat("<p>2020年度收入总计444.71万元，与上年相比减少。支出总计483.15万元，与上年相比减少。</p>", 3)
	para := strings.Repeat("paragraph 2020年度收入总计444.71万元，与上年相比减少。支出总计483.15万元，与上年相比减少。\n", 3)
	for _, tt := range []struct{ name, in, want string }{
		{"chrome dropped", "<html><body><nav>首页</nav><div class=header>某某网站</div><div class=TRS_Editor>" + body + "<div style='display: none'>隐藏</div><script>x</script></div><div class=footer>版权所有</div></body></html>", para},
		{"headings and spans", "<h2>一、概况</h2><p>收入<b>4.1</b>万元</p>", "heading2 一、概况\nparagraph 收入4.1万元\n"},
		{"spans of cells", "<table><tr><th rowspan=2>项目</th><th colspan=2>金额</th></tr><tr><th>预算</th><th>决算</th></tr><tr><td>支出</td><td>1.5</td><td>2.5</td></tr></table>",
			"table\n  [项目|2x1] [金额|1x2]\n  [预算] [决算]\n  [支出] [1.5] [2.5]\n"},
		{"table in a table", "<table><tr><td>甲</td><td>乙<table><tr><td>丙</td></tr></table></td></tr><tr><td>丁</td><td>戊</td></tr></table>", "table\n  [甲] [乙]\n  [丁] [戊]\ntable\n  [丙]\n"},
		{"line breaks", "<div>一、概况<br>收入1万元。<br/>支出2万元。</div>", "heading2 一、概况\nparagraph 收入1万元。\nparagraph 支出2万元。\n"},
		{"source wrapped in a word", "<p>一般公共\n  预算 A\n B</p>", "paragraph 一般公共预算 A B\n"},
		{"entities", "<p>&ldquo;三公&rdquo;经费&#20803;&nbsp;1&lt;2</p>", "paragraph “三公”经费元\u00a01<2\n"},
	} {
		if diff := cmp.Diff(tt.want, summary(mustRead(t, []byte(tt.in)))); diff != "" {
			t.Errorf("%s: -want +got\n%s", tt.name, diff)
		}
	}
}

// Pages that Word saved, or that were pasted from it, have the root of its XML in them and are pages all the same.
func TestPagesOfWord(t *testing.T) {
	const view = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml>"
	hidden := "<!--[if gte mso 9]>" + view + "<![endif]-->"
	styles := "<!--[if gte mso 9]><xml><w:LatentStyles>" + strings.Repeat(`<w:LsdException Locked="false" Name="Normal"/>`, 300) + "</w:LatentStyles></xml><![endif]-->"
	body := "<p class=MsoNormal><span lang=EN-US>支出<o:p></o:p></span>1.5万元。</p>"
	for _, tt := range []struct{ name, in string }{
		{"saved", `<html xmlns:w="urn:schemas-microsoft-com:office:word"><head>` + hidden + "</head><body>" + body + "</body></html>"},
		{"the comment taken off", "<html><head>" + view + "</head><body>" + body + "</body></html>"},
		{"pasted", hidden + body},
		{"pasted with styles", styles + hidden + body},
	} {
		doc := mustRead(t, []byte(tt.in))
		if got := summary(doc); doc.Format != "html" || !strings.HasSuffix(got, "paragraph 支出1.5万元。\n") {
			t.Errorf("%s: %s\n%s", tt.name, doc.Format, got)
		}
	}
}

func TestPageMeta(t *testing.T) {
	page := `<meta name="ArticleTitle" content="甲街道决算"><meta name="PubDate" content="2021-09-01 10:00"><meta name="ContentSource" content="甲街道办事处"><p>支出1万元。</p>`
	doc := mustRead(t, []byte(page))
	if diff := cmp.Diff(Meta{"甲街道决算", "甲街道办事处", "2021-09-01 10:00"}, doc.Meta); diff != "" {
		t.Error(diff)
	}
}

func TestPageEncodings(t *testing.T) {
	for _, label := range []string{"", "<meta charset=gb2312>", "<meta http-equiv=Content-Type content='text/html; charset=gbk'>", "<meta charset=utf-8>"} {
		data := encodeAs(t, simplifiedchinese.GB18030, label+"<p>一般公共预算财政拨款支出㐀</p>")
		if got := summary(mustRead(t, data)); got != "paragraph 一般公共预算财政拨款支出㐀\n" {
			t.Errorf("%q: %q", label, got)
		}
	}
}

func TestReadMHTML(t *testing.T) {
	in := "From: <Saved by WebKit>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E6=94=AF=E5=87=BA4.1=\r\n0</p>\r\n--b--\r\n"
	doc := mustRead(t, []byte(in))
	if got := summary(doc); doc.Format != "mhtml" || got != "paragraph 支出4.10\n" {
		t.Errorf("%s: %q", doc.Format, got)
	}
}

// TestMHTMLSaysWhatItLacks: a page of frames is read with a warning, mail without a page
// is refused and not read as text, which may be encoded.
func TestMHTMLSaysWhatItLacks(t *testing.T) {
	const head = "From: a\r\nMIME-Version: 1.0\r\nContent-Type: "
	doc := mustRead(t, []byte(head+"text/html; charset=utf-8\r\n\r\n<p>支出4.10</p><iframe id=\"f\" src=\"cid:f2\"></iframe>"))
	if len(doc.Warnings) != 1 {
		t.Errorf("a page with a frame: %v", doc.Warnings)
	}
	doc = mustRead(t, []byte(head+"text/html; charset=utf-8\r\n\r\n<p>支出4.10</p><img src=\"cid:f2\">"))
	if len(doc.Warnings) != 0 {
		t.Errorf("a page with a picture: %v", doc.Warnings)
	}
	var refusal *Refusal
	if _, err := Read(t.Context(), []byte(head+"text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n5pSv5Ye6NC4xMA=="), Limits{}); !errors.As(err, &refusal) || refusal.Reason != Unsupported {
		t.Errorf("a mail message: %v", err)
	}
}

// TestSmallPages: an error page is known by its title and by what it lacks, not
// by a figure that looks like a status.
func TestSmallPages(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		read     bool
	}{
		{"amounts of 500 and 403", "<html><title>某局2021年度部门决算</title><p>收入总计500万元，支出总计403万元。</p></html>", true},
		{"no title", "<p>500万元为本年收入，支出404万元。</p>", true},
		{"a table of 500 and 403", "<title>收支表</title><table><tr><td>项目<td>2020<td>2021<tr><td>收入<td>500<td>403<tr><td>支出<td>502<td>404</table>", true},
		{"a report that corrects an error", "<title>关于更正决算错误的公告</title><p>原公告收入500万元，应为503万元。</p>", true},
		{"a report on a login system", "<title>统一登录系统项目绩效自评</title><p>项目预算500元，执行率100%。</p>", true},
		{"a note without figures", "<title>某局2021年度部门决算</title><p>本单位无国有资本经营预算支出，503号表为空表。</p>", true},
		{"404", "<title>404</title><p>nginx</p>", false},
		{"404 in words", "<title>404 Not Found</title><center><h1>404 Not Found</h1></center><hr><center>nginx/1.18.0</center>", false},
		{"403 without a title", "<html><body><h1>403 Forbidden</h1><p>You don't have permission.</p></body></html>", false},
		{"server error", "<title>HTTP Error 500.0 - Internal Server Error</title><p>联系管理员</p>", false},
		{"IIS", "<title>500 - 内部服务器错误。</title><h2>500 - 内部服务器错误。</h2><h3>您查找的资源存在问题，因而无法显示。</h3>", false},
		{"notice under a site's name", "<title>某某市人民政府</title><p>提示</p><p>抱歉，您访问的页面不存在或已删除，5秒后返回首页。</p>", false},
		{"login", "<title>用户登录</title><p>用户名 密码 记住我</p>", false},
		{"captcha", "<title>安全验证</title><p>请完成下方验证后继续访问。</p>", false},
	} {
		doc, err := Read(context.Background(), []byte(tt.in), DefaultLimits())
		if (doc != nil) != tt.read {
			t.Errorf("%s: read %v, %v", tt.name, doc != nil, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		reason   Reason
		detail   string
	}{
		{"no bytes", "", Empty, "no bytes"},
		{"white space", " \r\n\t\u3000", Empty, "white space"},
		{"error page", "<html><title>404 Not Found</title><h1>404 Not Found</h1></html>", Unsupported, "an HTML error page"},
		{"page without text", "<html><body><script>x</script></body></html>", Empty, "without text"},
		{"binary", "\x01\x02\x03\x00\xff\xfe\x00\x10\x11", Unsupported, "unknown content"},
		{"WordPerfect", "\xffWPC\x10\x00\x00\x00\x01\x0a", Unsupported, "WordPerfect"},
		{"image", "\xff\xd8\xff\xe0\x00\x10JFIF\x00", Unsupported, "JPEG"},
		{"rar", "Rar!\x1a\x07\x00\xcf\x90\x73\x00\x00\x0d", Unsupported, "RAR"},
	} {
		doc, err := Read(context.Background(), []byte(tt.in), DefaultLimits())
		var r *Refusal
		if doc != nil || !errors.As(err, &r) || r.Reason != tt.reason || !strings.Contains(r.Detail, tt.detail) {
			t.Errorf("%s: %v, %v", tt.name, doc, err)
		}
	}
}

// TestBulletins holds for each web page of the corpus how the report in it
// begins and ends, and that chrome is gone.
func TestBulletins(t *testing.T) {
	for _, path := range sharedGlob(t, "corpus", "real", "*.html") {
		doc, _ := mustReadFile(t, path)
		text := summary(doc)
		if len(doc.Blocks) < 5 || doc.Meta.Title == "" {
			t.Errorf("%s: %d blocks, %+v", filepath.Base(path), len(doc.Blocks), doc.Meta)
		}
		for _, chrome := range []string{"版权所有", "ICP备", "网站地图", "上一篇", "下一篇", "扫一扫", "function(", "打印】"} {
			if strings.Contains(text, chrome) {
				t.Errorf("%s: has %q", filepath.Base(path), chrome)
			}
		}
	}
}

func FuzzReadHTML(f *testing.F) {
	f.Add([]byte("<table><tr><td rowspan=0 colspan=3>a<td>b<tr><td>c</table><p>d"))
	f.Add([]byte("<html><body><div class=nav><a>x</a></div><h1>一</h1><pre>a\nb</pre>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fuzzReader(t, data, readHTML)
	})
}

func BenchmarkReadHTML(b *testing.B) {
	data, err := os.ReadFile(sharedFile(b, "corpus", "real", "zhengzhou_2025_statistical_bulletin.html"))
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(b.Context(), data, DefaultLimits()); err != nil {
			b.Fatal(err)
		}
	}
}
