// Package cluster holds what starts gongkai on engines that run processes on
// many machines (Apache Spark, Slurm, Kubernetes) and the tests that do so. The
// engine is given numbers of units and nothing else; README.md beside this file
// is the manual.
package cluster
