/** From an accepted command to its effect: ring, journal handler, tick processor, procedures. */
package io.tactus.pipeline;
