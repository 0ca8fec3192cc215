package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.gateway.tls.FileWatch;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller who is known costs no garbage: not for being recognised, counted or asked for. */
class AccessAllocationTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int CALLS = 20_000;

  @TempDir private Path folder;

  @Test
  void shouldAllocateNothingForACallerItKnows() throws IOException {
    TestKeys keys = new TestKeys(folder);
    String header =
        "Bearer " + keys.create("ann", Role.NONE, Optional.empty(), 1_000_000, "read:players");
    AccessControl access = AccessControl.load(keys.config(), new FileWatch());
    Authenticator authenticator = new Authenticator(access);
    String table = new String("players"); // as out of a path: not the one the grant holds
    assertTrue(admits(authenticator, header, table, CALLS) > 0);
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      admits(authenticator, header, table, CALLS);
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least / CALLS, "bytes per request; " + least + " for " + CALLS);
  }

  private static int admits(Authenticator authenticator, String header, String table, int calls) {
    int admitted = 0;
    long nowNs = System.nanoTime();
    for (int i = 0; i < calls; i++) {
      Principal principal = authenticator.authenticate(header, null, nowNs + i * 1_000_000L);
      boolean counted = principal.spend(1, nowNs + i * 1_000_000L) == 0;
      if (counted && Permission.TABLE_READ.refusal(principal, table) == null) {
        admitted++;
      }
    }
    return admitted;
  }
}
