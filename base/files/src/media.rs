use std::io::Cursor;

use zip::ZipArchive;

/// What may be attached. Recognised by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Pdf,
    Docx,
    Xlsx,
    Pptx,
    Jpeg,
}

/// What a place takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// Documents and pictures.
    Anything,
    Pictures,
}

impl Media {
    const ALL: [Self; 5] = [Self::Pdf, Self::Docx, Self::Xlsx, Self::Pptx, Self::Jpeg];

    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// As it stands in the table and at the end of a file's name.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Jpeg => "jpg",
        }
    }

    #[must_use]
    pub fn is_picture(self) -> bool {
        self == Self::Jpeg
    }

    pub(crate) fn of_ending(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.ending() == ending)
    }
}

impl Accept {
    /// For a file field's `accept`: what the phone offers to choose from.
    #[must_use]
    pub fn offers(self) -> &'static str {
        match self {
            Self::Anything => ".pdf,.docx,.xlsx,.pptx,image/jpeg,image/png",
            Self::Pictures => "image/jpeg,image/png",
        }
    }
}

/// What these bytes are, as far as one of us can tell.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Looks {
    Document(Media),
    /// To be painted anew.
    Picture,
    /// An office file with a program inside.
    Program,
    Unknown,
}

pub(crate) fn looks(bytes: &[u8]) -> Looks {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Looks::Document(Media::Pdf),
        [0xff, 0xd8, 0xff, ..] | [0x89, b'P', b'N', b'G', ..] => Looks::Picture,
        [b'P', b'K', 3, 4, ..] => office(bytes),
        _ => Looks::Unknown,
    }
}

/// Only the list of what is inside is read; nothing is unpacked.
fn office(bytes: &[u8]) -> Looks {
    let Ok(inside) = ZipArchive::new(Cursor::new(bytes)) else { return Looks::Unknown };
    let Ok(names) = inside.file_names().map(|n| n.map(|n| n.to_lowercase())).collect::<Result<Vec<_>, _>>() else {
        return Looks::Unknown;
    };
    let has = |name: &str| names.iter().any(|n| n == name);
    if names.iter().any(|n| n.ends_with("vbaproject.bin") || n.contains("activex/")) {
        return Looks::Program;
    }
    let main = [("word/document.xml", Media::Docx), ("xl/workbook.xml", Media::Xlsx), ("ppt/presentation.xml", Media::Pptx)];
    match main.into_iter().find(|(part, _)| has(part)) {
        Some((_, media)) if has("[content_types].xml") => Looks::Document(media),
        _ => Looks::Unknown,
    }
}
