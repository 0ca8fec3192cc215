/** Histories run again, offline, for people and tools. Reads only. */
package io.tactus.pipeline.replay;
