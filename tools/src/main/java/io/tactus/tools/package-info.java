/** The tactus command line. */
package io.tactus.tools;
