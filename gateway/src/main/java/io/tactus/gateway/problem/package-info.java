/**
 * What a refused request is told: RFC 9457 problem documents with stable names.
 *
 * <p>A {@link io.tactus.gateway.problem.Problem} is an immutable value; a {@link
 * io.tactus.gateway.problem.Refusal} carries one up the stack of an IO thread without a stack
 * trace. Nothing here ever shows a class name, a stack trace or a path of the machine to a client.
 */
package io.tactus.gateway.problem;
