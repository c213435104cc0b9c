package main

import (
	"context"
	"fmt"
	"net"

	"gongkai/pipeline/review"
)

type serveCmd struct {
	Dataset string `arg:"" help:"Folder of the dataset."`
	Listen  string `help:"Address to answer on. Others than this machine can reach it only when you say so here." default:"127.0.0.1:8420"`
}

// Run implements the command. It ends with the context.
func (c *serveCmd) Run(ctx context.Context, s *streams) error {
	l, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return err
	}
	server, err := review.NewServer(c.Dataset, review.Hosts(l.Addr(), c.Listen))
	if err != nil {
		l.Close()
		return err
	}
	fmt.Fprintf(s.err, "gongkai: http://%s shows %s; interrupt to end\n", l.Addr(), c.Dataset)
	return server.Serve(ctx, l)
}
