// Package raster finds in the picture of a page what a page drawn by a program says
// of itself: how far it is turned, its ruling lines, and what is a seal and no text.
package raster
