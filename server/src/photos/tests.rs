use image::{GenericImageView, ImageEncoder, Rgb, RgbaImage, codecs::png::PngEncoder};

use super::*;

/// A picture that is red at its top and blue below, as JPEG.
fn jpeg_of(width: u32, height: u32) -> Vec<u8> {
    let colour = |_, y| if y < height / 2 { Rgb([220, 0, 0]) } else { Rgb([0, 0, 220]) };
    let picture = RgbImage::from_fn(width, height, colour);
    jpeg(&DynamicImage::ImageRgb8(picture)).unwrap()
}

/// The same with an Exif segment (Exif 2.32, section 4.5.4) that tells orientation and a name.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x01, 0x3b, 0, 2, 0, 0, 0, 8, 0, 0, 0, 38]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"SECRET!\0");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    out.extend(b"Exif\0\0");
    out.extend(tiff);
    out.extend(&jpeg[2..]);
    out
}

fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let Rgba([r, _, b, _]) = picture.get_pixel(x, y);
    r > 150 && b < 100
}

/// A PNG header that claims a size, without the picture.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    let start = out.len() - 4;
    out.extend(width.to_be_bytes());
    out.extend(height.to_be_bytes());
    out.extend([8, 6, 0, 0, 0]);
    let crc = crc32(&out[start..]);
    out.extend(crc.to_be_bytes());
    out.extend(b"\0\0\0\x0aIDAT");
    out.extend([0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4]);
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, b| {
        (0..8).fold(crc ^ u32::from(*b), |c, _| (c >> 1) ^ (0xedb8_8320 & (c & 1).wrapping_neg()))
    })
}

#[test]
fn pictures_stand_upright_and_lose_what_they_tell() {
    let sideways = with_exif(&jpeg_of(80, 40), 6);
    assert!(sideways.windows(6).any(|w| w == b"SECRET"));
    let done = render(&sideways).unwrap();
    // Turned a quarter clockwise, the red top is at the right.
    assert_eq!((done.width, done.height), (40, 80));
    let picture = image::load_from_memory(&done.large).unwrap();
    assert!(is_red(&picture, 35, 40) && !is_red(&picture, 5, 40));
    for file in [&done.large, &done.small] {
        assert!(!file.windows(4).any(|w| w == b"Exif" || w == b"SECR"));
    }
    for orientation in 0..=255 {
        assert!(render(&with_exif(&jpeg_of(16, 16), orientation)).is_ok());
    }
}

#[test]
fn two_sizes_and_never_larger() {
    let done = render(&jpeg_of(4000, 3000)).unwrap();
    let size = |file: &[u8]| image::load_from_memory(file).unwrap().dimensions();
    assert_eq!((size(&done.large), size(&done.small)), ((1600, 1200), (640, 480)));
    let done = render(&jpeg_of(20, 10)).unwrap();
    assert_eq!((size(&done.large), size(&done.small)), ((20, 10), (20, 10)));
}

#[test]
fn transparency_becomes_white() {
    let mut file = Vec::new();
    let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0]));
    PngEncoder::new(&mut file).write_image(&clear, 8, 8, image::ExtendedColorType::Rgba8).unwrap();
    let done = image::load_from_memory(&render(&file).unwrap().large).unwrap();
    assert!(done.get_pixel(4, 4).0[..3].iter().all(|c| *c > 250));
}

#[test]
fn bombs_do_not_go_off() {
    let too_many = Err(FieldError::TooManyPixels { max_mp: 50 });
    assert_eq!(render(&bomb(50_000, 50_000)).map(|_| ()), too_many);
    assert_eq!(render(&bomb(u32::MAX / 2, 1)).map(|_| ()), too_many);
    // Within the limits, but there is nothing in it.
    assert_eq!(render(&bomb(5000, 5000)).map(|_| ()), Err(FieldError::NotAPicture));
    let large = vec![0xff; PHOTO_BYTES_MAX + 1];
    assert_eq!(check(&large), Err(FieldError::FileTooLarge { max_mb: 10 }));
}

#[test]
fn everything_else_is_refused() {
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
    let html = b"<!doctype html><script>alert(1)</script>";
    let whole = jpeg_of(64, 64);
    for bytes in [&gif[..], svg, html, b"", b"\xff", b"\0\0", b"RIFF\0\0\0\0WEBPVP8 ", &whole[..20]]
    {
        assert_eq!(render(bytes).map(|_| ()), Err(FieldError::NotAPicture));
    }
    for end in 0..whole.len() {
        // Cut anywhere: refused or read as far as it goes, but never a panic.
        let _ = render(&whole[..end]);
    }
}

#[test]
fn names_lead_nowhere_else() {
    let data = Path::new("/data");
    let key = "0123456789abcdef0123456789abcdef";
    let found = file(data, &format!("{key}-s.jpg")).unwrap().1;
    assert_eq!(found, Path::new("/data/photos/01").join(format!("{key}-s.jpg")));
    for bad in ["", "-s.jpg", "../../etc/passwd", "..%2f-s.jpg", &format!("{key}-x.jpg"), key] {
        assert_eq!(file(data, bad), None, "{bad}");
    }
}
