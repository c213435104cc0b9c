package review

import (
	"crypto/subtle"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"gongkai/pipeline/batch"
)

// decide saves a decision. Only a page this server made can send one: the
// browser says where the request comes from, and the page brings the token.
func (s *Server) decide(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "not from this page", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, formLimit)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "no form", http.StatusBadRequest)
		return
	}
	if subtle.ConstantTimeCompare([]byte(r.PostForm.Get("token")), []byte(s.token)) != 1 {
		http.Error(w, "this page is of an earlier start: load it again", http.StatusForbidden)
		return
	}
	d := batch.Decision{Document: r.PostForm.Get("document"), Rule: r.PostForm.Get("rule"), ID: r.PostForm.Get("id"),
		Action: batch.Action(r.PostForm.Get("action")), Note: r.PostForm.Get("note"), By: r.PostForm.Get("by")}
	seen, err := strconv.Atoi(r.PostForm.Get("seen"))
	if err != nil || seen < 0 {
		seen = batch.Whatever // a form of a script that looks at nothing
	}
	if err := s.save(d, seen); err != nil {
		status, said := http.StatusBadRequest, err.Error()
		var meanwhile *batch.MeanwhileError
		if errors.As(err, &meanwhile) {
			status, said = http.StatusConflict, languageOf(r).meanwhile(&meanwhile.Last)
		} else if errors.Is(err, errFile) {
			status = http.StatusInternalServerError
		}
		http.Error(w, said, status)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: "reviewer", Value: url.QueryEscape(d.By), Path: "/", MaxAge: 365 * 86400, SameSite: http.SameSiteStrictMode, HttpOnly: true})
	if r.Header.Get("Accept") == "application/json" { // the script stays where it is
		w.WriteHeader(http.StatusNoContent)
		return
	}
	anchor := "#check-"
	if d.Rule == batch.FactTarget {
		anchor = "#fact-"
	}
	http.Redirect(w, r, documentURL(d.Document)+anchor+d.ID, http.StatusSeeOther)
}

// reviewerOf is the name that the browser's reviewer gave last.
func reviewerOf(r *http.Request) string {
	c, err := r.Cookie("reviewer")
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(c.Value)
	if err != nil {
		return ""
	}
	return name
}

// sameOrigin reports whether a browser sent a request from a page of ours.
// Sec-Fetch-Site cannot be forged by a page; Origin is for older browsers.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" {
		return false
	}
	origin := r.Header.Get("Origin")
	return strings.EqualFold(origin, "http://"+r.Host) || strings.EqualFold(origin, "https://"+r.Host)
}
