/**
 * Bad input of every kind, through a whole server: refused where it is wrong, and without trace.
 */
package io.tactus.gateway.refusal;
