/** Brings servers into every state that readiness and liveness tell of. */
package io.tactus.gateway.health;
