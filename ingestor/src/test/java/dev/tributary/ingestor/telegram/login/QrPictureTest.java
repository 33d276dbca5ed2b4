package dev.tributary.ingestor.telegram.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class QrPictureTest {

    private static final int SCALE = 4;

    @Test
    void a_camera_reads_the_link_off_the_terminal() throws Exception {
        String link = "tg://login?token=AQKKGylnYfJBzTH5Q0_0bC9Zc4h7-4LMCSO1pBvJmB2C7w";

        assertThat(read(QrPicture.of(link))).isEqualTo(link);
    }

    static String read(String picture) throws Exception {
        List<String> lines =
                picture.lines().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList();
        int width = lines.getFirst().length() * SCALE;
        int height = lines.size() * 2 * SCALE;
        int[] pixels = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                char character = lines.get(y / SCALE / 2).charAt(x / SCALE);
                boolean isUpper = y / SCALE % 2 == 0;
                boolean isBlack = character == '█' || character == (isUpper ? '▀' : '▄');
                pixels[y * width + x] = isBlack ? 0x000000 : 0xffffff;
            }
        }
        return new QRCodeReader()
                .decode(
                        new BinaryBitmap(
                                new HybridBinarizer(new RGBLuminanceSource(width, height, pixels))))
                .getText();
    }
}
