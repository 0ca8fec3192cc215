package io.tactus.pipeline.recovery;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageVisitor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The blocks of a snapshot, little-endian.
 *
 * <pre>
 *  kind 1, id 0: what decides outcomes besides the pages; the first block
 *     i32 length, CONFIG body   i32 plug-ins, per plug-in i32 length, PLUGIN body
 *  kind 2, id counting from 0: pages, in logical order
 *     per page: i32 area   i32 0   i64 page   the page's bytes
 * </pre>
 */
final class SnapshotBlocks {
  static final int ENGINE = 1;
  static final int PAGES = 2;

  private static final int PAGE_HEADER_BYTES = 2 * Integer.BYTES + Long.BYTES;
  private static final int PAGE_ENTRY_BYTES = PAGE_HEADER_BYTES + Page.SIZE_BYTES;
  private static final int PAGES_PER_BLOCK = Math.max(1, (1 << 20) / PAGE_ENTRY_BYTES);

  /** Room for everything but pages: head, settings, trailer, headers of blocks. */
  private static final long OTHER_BYTES = 1 << 20;

  private SnapshotBlocks() {}

  /** Bytes of a snapshot with so many pages, and some more. */
  static long estimateBytes(long pages) {
    return pages * PAGE_ENTRY_BYTES + OTHER_BYTES;
  }

  /** What decides outcomes besides the pages. */
  record EngineBlock(ConfigCommand config, List<PluginCommand> plugins) {

    DirectBuffer encode() {
      ExpandableDirectByteBuffer buffer = new ExpandableDirectByteBuffer(4096);
      buffer.putInt(0, ConfigCommand.SIZE_BYTES, LITTLE_ENDIAN);
      config.encode(buffer, Integer.BYTES);
      int position = Integer.BYTES + ConfigCommand.SIZE_BYTES;
      buffer.putInt(position, plugins.size(), LITTLE_ENDIAN);
      position += Integer.BYTES;
      for (PluginCommand plugin : plugins) {
        int length = plugin.encode(buffer, position + Integer.BYTES);
        buffer.putInt(position, length, LITTLE_ENDIAN);
        position += Integer.BYTES + length;
      }
      return new UnsafeBuffer(buffer, 0, position);
    }

    /** The version alone, which says how to read the rest. */
    static int semanticsVersion(DirectBuffer block) {
      int length = block.getInt(0, LITTLE_ENDIAN);
      return ConfigCommand.semanticsVersion(block, Integer.BYTES, length);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param block this block and nothing else
     * @throws IllegalArgumentException if it is none; or {@link IndexOutOfBoundsException}
     */
    static EngineBlock decode(DirectBuffer block) {
      int length = block.getInt(0, LITTLE_ENDIAN);
      ConfigCommand config = ConfigCommand.decode(block, Integer.BYTES, length);
      int position = Integer.BYTES + length;
      int count = block.getInt(position, LITTLE_ENDIAN);
      position += Integer.BYTES;
      List<PluginCommand> plugins = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int bytes = block.getInt(position, LITTLE_ENDIAN);
        plugins.add(PluginCommand.decode(block, position + Integer.BYTES, bytes));
        position += Integer.BYTES + bytes;
      }
      if (count < 0 || position != block.capacity()) {
        throw new MalformedCommand(
            count + " plug-ins, " + (block.capacity() - position) + " bytes left");
      }
      return new EngineBlock(config, plugins);
    }
  }

  /** Takes a full block of pages. */
  @FunctionalInterface
  interface PagesSink {
    void onBlock(DirectBuffer bytes, int length);
  }

  /** Gathers pages into blocks. */
  static final class PagesWriter implements PageVisitor {
    private final UnsafeBuffer block =
        new UnsafeBuffer(ByteBuffer.allocateDirect(PAGES_PER_BLOCK * PAGE_ENTRY_BYTES));
    private final PagesSink sink;
    private int position;

    PagesWriter(PagesSink sink) {
      this.sink = sink;
    }

    @Override
    public void onPage(int area, long page, long address) {
      block.putInt(position, area, LITTLE_ENDIAN);
      block.putInt(position + Integer.BYTES, 0, LITTLE_ENDIAN);
      block.putLong(position + 2 * Integer.BYTES, page, LITTLE_ENDIAN);
      Memory.copy(address, block.addressOffset() + position + PAGE_HEADER_BYTES, Page.SIZE_BYTES);
      position += PAGE_ENTRY_BYTES;
      if (position == block.capacity()) {
        flush();
      }
    }

    void flush() {
      if (position > 0) {
        sink.onBlock(block, position);
        position = 0;
      }
    }
  }

  /** Shows the pages of a block. */
  static final class PagesReader {
    /** Whether a block of so many bytes is one of pages. */
    static boolean isWhole(int length) {
      return length % PAGE_ENTRY_BYTES == 0;
    }

    /** The addresses shown lie in the block, which is off heap; they are aligned to 8 bytes. */
    void forEach(DirectBuffer bytes, int offset, int length, PageVisitor visitor) {
      for (int at = offset; at < offset + length; at += PAGE_ENTRY_BYTES) {
        visitor.onPage(
            bytes.getInt(at, LITTLE_ENDIAN),
            bytes.getLong(at + 2 * Integer.BYTES, LITTLE_ENDIAN),
            bytes.addressOffset() + at + PAGE_HEADER_BYTES);
      }
    }
  }
}
