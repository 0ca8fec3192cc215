package io.tactus.perf.journal;

import io.tactus.journal.DataFolder;
import io.tactus.journal.Durability;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.perf.process.TemporaryFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per command in the journal: header, two checksums, copy, and its part of the batch's
 * write, force and mark. Commands of 64 bytes, alone and 64 to a batch; old segments are recycled.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
      "--enable-native-access=ALL-UNNAMED",
      "-XX:+UseSerialGC"
    })
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Thread)
public class JournalBenchmark {
  private static final int BATCH = 64;
  private static final int BODY_BYTES = 64;
  private static final long RETAIN_EVERY = 1 << 16;

  @Param({"NONE", "OS", "FSYNC"})
  public Durability durability;

  private final UnsafeBuffer body = new UnsafeBuffer(ByteBuffer.allocateDirect(BODY_BYTES));
  private TemporaryFolder folder;
  private Journal journal;
  private long sequence;

  @Setup
  public void open() throws IOException {
    folder = TemporaryFolder.create("tactus-jmh-");
    NioDisk disk = NioDisk.at(folder.path());
    DataFolder.open(disk).close();
    JournalConfig config = JournalConfig.builder().durability(durability).build();
    journal = Journal.open(config, disk, JournalScan.scan(disk, 0));
  }

  @TearDown
  public void close() {
    journal.close();
    folder.close();
  }

  private void append() {
    sequence++;
    body.putLong(0, sequence);
    journal.append(
        RecordType.OPERATIONS, sequence, sequence, sequence, 1, 1, 0, body, 0, BODY_BYTES);
    if (sequence % RETAIN_EVERY == 0) {
      journal.retain(sequence);
    }
  }

  /** One command, one batch. */
  @Benchmark
  public long alone() {
    append();
    journal.commit(true);
    return sequence;
  }

  /** A command of a batch of 64. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long together() {
    for (int i = 0; i < BATCH; i++) {
      append();
    }
    journal.commit(true);
    return sequence;
  }
}
