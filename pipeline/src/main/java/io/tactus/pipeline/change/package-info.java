/**
 * What commits changed, kept for a while for change feeds: written by the applying thread, read by
 * anybody, after publication only.
 */
package io.tactus.pipeline.change;
