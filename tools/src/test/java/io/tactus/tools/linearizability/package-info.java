/**
 * Whether what concurrent clients saw can be explained by some order of their operations that
 * respects real time: the definition of linearizability by Herlihy and Wing, decided by the search
 * of Wing and Gong with the memory of visited configurations that Lowe added.
 *
 * <p>Threads: none; a history is complete before it is checked. The checker is itself checked, on
 * histories known to be good and bad and against a search without any cleverness.
 */
package io.tactus.tools.linearizability;
